// Thumbnails of large files are kept on disk, as long as the file stays as it is, up to a limit.
#include "widgets/session/thumbnail_cache.hpp"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "core/dataset/dataset.hpp"
#include "widgets/session/image_store.hpp"

using namespace priorscope;

namespace {

namespace fs = std::filesystem;

/// A photograph of noise, which no codec makes small.
void writeNoise(const QString& file) {
    QRandomGenerator random(7);
    QImage picture(800, 600, QImage::Format_RGB32);
    random.fillRange(reinterpret_cast<quint32*>(picture.bits()), picture.width() * picture.height());
    QVERIFY(picture.save(file, "JPEG", 95));
}

QImage colored(const QColor& color) {
    QImage picture(64, 48, QImage::Format_RGB32);
    picture.fill(color);
    return picture;
}

/// As the window shows it.
QImage shown(const QString& file) {
    auto dataset = std::make_shared<Dataset>();
    dataset->images.push_back(
        {.id = "a", .image_file = file.toStdString(), .image_exists = true, .width = 800, .height = 600});
    ImageStore store;
    store.setDataset(dataset);
    QSignalSpy ready(&store, &ImageStore::thumbnailReady);
    store.thumbnail(0);
    return ready.wait() ? store.thumbnail(0) : QImage();
}

}  // namespace

class ThumbnailCacheTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void oneFileForEachState() {
        const QTemporaryDir folder;
        const QString image = folder.filePath(QStringLiteral("a.jpg"));
        writeNoise(image);
        ThumbnailCache cache(folder.filePath(QStringLiteral("cache")).toStdString());
        const fs::path file = cache.fileOf(image.toStdString(), 1);
        QVERIFY(!file.empty());
        QVERIFY(cache.find(file).isNull());
        cache.keep(file, colored(Qt::red));
        QVERIFY(cache.find(file).pixelColor(30, 20).red() > 240);
        QVERIFY(cache.fileOf(image.toStdString(), 6) != file);
        QFile changed(image);
        QVERIFY(changed.open(QIODevice::Append) && changed.write("x") == 1);
        changed.close();
        QVERIFY(cache.fileOf(image.toStdString(), 1) != file);
        QVERIFY(cache.fileOf((folder.path() + "/none.jpg").toStdString(), 1).empty());
        QVERIFY(colored(Qt::red).save(image, "JPEG"));  // small
        QVERIFY(cache.fileOf(image.toStdString(), 1).empty());
        QFile broken(QString::fromStdString(file.string()));
        QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("no picture") > 0);
        broken.close();
        QVERIFY(cache.find(file).isNull());
        QVERIFY(ThumbnailCache(fs::path()).fileOf(image.toStdString(), 1).empty());
    }

    void theLimitHolds() {
        const QTemporaryDir folder;
        const fs::path at = folder.path().toStdString();
        {
            ThumbnailCache cache(at);
            for (int i = 0; i < 20; ++i) {
                cache.keep(at / (std::to_string(i) + ".thumbnail"), colored(Qt::blue));
            }
        }
        const qint64 one = QFileInfo(folder.filePath(QStringLiteral("0.thumbnail"))).size();
        ThumbnailCache(at, static_cast<std::uintmax_t>(5 * one));
        QCOMPARE(QDir(folder.path()).count(), 5U + 2U);  // and . and ..
    }

    /// The second time what was kept is shown, not what the file has: here another picture was put there.
    void theWindowTakesIt() {
        const QTemporaryDir folder;
        const QString image = folder.filePath(QStringLiteral("b.jpg"));
        writeNoise(image);
        const QImage first = shown(image);
        QCOMPARE(first.width(), 256);
        const fs::path file = ThumbnailCache(ThumbnailCache::defaultFolder()).fileOf(image.toStdString(), 1);
        QVERIFY(fs::exists(file));
        QVERIFY(colored(Qt::green).save(QString::fromStdString(file.string()), "JPEG"));
        QVERIFY(shown(image).pixelColor(30, 20).green() > 240);
        writeNoise(image);
        QFile changed(image);
        QVERIFY(changed.open(QIODevice::Append) && changed.write("x") == 1);
        changed.close();
        QCOMPARE(shown(image).width(), 256);
    }
};

QTEST_MAIN(ThumbnailCacheTest)
#include "thumbnail_cache_test.moc"
