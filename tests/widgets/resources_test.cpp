// The icons and translations that the programs carry.
#include <QDirIterator>
#include <QFile>
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>
#include <QTest>
#include <QTranslator>

class ResourcesTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void everyIconDraws();
    void chineseTranslationLoads();
};

void ResourcesTest::everyIconDraws() {
    int count = 0;
    QDirIterator icons(QStringLiteral(":/icons"), {QStringLiteral("*.svg")});
    while (icons.hasNext()) {
        const QString path = icons.next();
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray svg = file.readAll();
        if (!path.endsWith(QLatin1String("/priorscope.svg"))) {
            QVERIFY2(svg.contains("currentColor"), qPrintable(path + " has a colour of its own"));
            svg.replace("currentColor", "#ff0000");
        }
        QSvgRenderer renderer(svg);
        QVERIFY2(renderer.isValid(), qPrintable(path));
        QImage image(48, 48, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        renderer.render(&painter);
        painter.end();
        int drawn = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                drawn += qAlpha(image.pixel(x, y)) > 128 ? 1 : 0;
            }
        }
        QVERIFY2(drawn > 20, qPrintable(path + " draws next to nothing"));
        ++count;
    }
    QVERIFY(count >= 30);
}

void ResourcesTest::chineseTranslationLoads() {
    QTranslator translator;
    QVERIFY(translator.load(QLocale(QLocale::Chinese, QLocale::China), QStringLiteral("priorscope"),
                            QStringLiteral("_"), QStringLiteral(":/i18n")));
}

QTEST_MAIN(ResourcesTest)
#include "resources_test.moc"
