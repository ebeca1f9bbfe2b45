// Colours: the OKLCH conversion against published colours, and the contrast of every text role.
#include <QStyleFactory>
#include <QTest>

#include "widgets/theme/oklch.hpp"
#include "widgets/theme/theme.hpp"
#include "widgets/theme/theme_manager.hpp"

using namespace priorscope;

class ThemeTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void oklchGivesThePrimaries();
    void oklchReducesChromaIntoSrgb();
    void contrastOfBlackAndWhite();
    void textContrastIsEnough_data();
    void textContrastIsEnough();
    void classHuesFollowTheRule();
    void verdictsDifferByMoreThanColour();
    void styleSheetHasNoRoleLeft();
    void iconsTakeTheColour();
    void managerFollowsTheSystemUntilTold();
};

void ThemeTest::oklchGivesThePrimaries() {
    // CSS Color 4 defines red as oklch(0.628 0.2577 29.23) and white as oklch(1 0 0).
    const QColor red = colorFromOklch(0.62796, 0.25768, 29.234);
    QVERIFY(std::abs(red.red() - 255) <= 1 && red.green() <= 2 && red.blue() <= 2);
    QCOMPARE(colorFromOklch(1.0, 0.0, 0.0), QColor(255, 255, 255));
    QCOMPARE(colorFromOklch(0.0, 0.0, 0.0), QColor(0, 0, 0));
}

void ThemeTest::oklchReducesChromaIntoSrgb() {
    // No blue-green has that much chroma: lightness and hue must be kept instead of clipping each
    // channel.
    const QColor strong = colorFromOklch(0.7, 0.4, 195.0);
    QVERIFY(strong.red() < 60);
    QVERIFY(std::abs(strong.green() - strong.blue()) < 40);
    QVERIFY(strong.green() > 120);
}

void ThemeTest::contrastOfBlackAndWhite() {
    QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
    // WebAIM lists #777777 on white at 4.48 : 1, just short of the minimum.
    QVERIFY(std::abs(contrastRatio(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01);
}

void ThemeTest::textContrastIsEnough_data() {
    QTest::addColumn<QColor>("text");
    QTest::addColumn<QColor>("ground");
    for (const Theme& theme : {Theme::day(), Theme::night()}) {
        const char* name = theme.dark ? "dark" : "light";
        const std::pair<const char*, QColor> texts[] = {{"text", theme.text},     {"second", theme.second},
                                                        {"third", theme.third},   {"current", theme.current},
                                                        {"better", theme.better}, {"worse", theme.worse}};
        const std::pair<const char*, QColor> grounds[] = {{"window", theme.window}, {"base", theme.base}};
        for (const auto& [text_name, text] : texts) {
            for (const auto& [ground_name, ground] : grounds) {
                QTest::addRow("%s %s on %s", name, text_name, ground_name) << text << ground;
            }
        }
        QTest::addRow("%s text on selected", name) << theme.text << theme.selected;
        QTest::addRow("%s text on hover", name) << theme.text << theme.hover;
        QTest::addRow("%s text on raised", name) << theme.text << theme.raised;
        QTest::addRow("%s second on raised", name) << theme.second << theme.raised;
        QTest::addRow("%s second on hover", name) << theme.second << theme.hover;
        for (int i = 0; i < 6; ++i) {
            QTest::addRow("%s map %d on window", name, i + 1) << theme.mapColor(i) << theme.window;
        }
    }
}

void ThemeTest::textContrastIsEnough() {
    QFETCH(QColor, text);
    QFETCH(QColor, ground);
    QVERIFY2(contrastRatio(text, ground) >= 4.5, qPrintable(QString::number(contrastRatio(text, ground))));
}

void ThemeTest::classHuesFollowTheRule() {
    // n = 20: 0.382 n = 7.64; the nearest integer coprime with 20 is 7, so class 3 has hue 20 +
    // 360·(21 mod 20)/20 = 38 degrees at the odd lightness.
    QCOMPARE(Theme::night().classColor(0, 20), colorFromOklch(0.74, 0.13, 20.0));
    QCOMPARE(Theme::night().classColor(3, 20), colorFromOklch(0.82, 0.13, 38.0));
    QCOMPARE(Theme::day().classColor(1, 20), colorFromOklch(0.645, 0.15, 146.0));
    // n = 3: 1.146, nearest 1.
    QCOMPARE(Theme::day().classColor(2, 3), colorFromOklch(0.56, 0.15, 260.0));
    QSet<QRgb> colors;
    for (int i = 0; i < 20; ++i) {
        colors.insert(Theme::day().classColor(i, 20).rgb());
    }
    QCOMPARE(colors.size(), 20);
    QVERIFY(Theme::day().classColor(0, 0).isValid());
}

void ThemeTest::verdictsDifferByMoreThanColour() {
    QSet<QString> glyphs;
    for (int i = 0; i < 8; ++i) {
        glyphs.insert(Theme::day().verdict(static_cast<Verdict>(i)).glyph);
    }
    QCOMPARE(glyphs.size(), 8);
    QCOMPARE(Theme::day().verdict(Verdict::missed).line, Qt::DashLine);
    QCOMPARE(Theme::onPhotograph().verdict(Verdict::true_positive).color, QColor("#2bbd92"));
}

void ThemeTest::styleSheetHasNoRoleLeft() {
    for (const Theme& theme : {Theme::day(), Theme::night()}) {
        QVERIFY(!theme.styleSheet().contains(QLatin1Char('@')));
        QVERIFY(theme.styleSheet().contains(theme.selected.name()));
    }
}

void ThemeTest::iconsTakeTheColour() {
    const QImage image = Theme::day()
                             .icon(QStringLiteral("menu"), QColor(255, 0, 0))
                             .pixmap(24, 24)
                             .toImage()
                             .convertToFormat(QImage::Format_ARGB32);
    bool painted = false;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor color = image.pixelColor(x, y);
            painted = painted || (color.alpha() > 200 && color.red() > 200 && color.green() < 30);
        }
    }
    QVERIFY(painted);
    QVERIFY(Theme::day().icon(QStringLiteral("no such icon")).isNull());
}

void ThemeTest::managerFollowsTheSystemUntilTold() {
    ThemeManager themes(ThemeChoice::system);
    QVERIFY(!themes.theme().dark);  // the offscreen platform is light
    int changes = 0;
    connect(&themes, &ThemeManager::changed, this, [&] { ++changes; });
    themes.setSystemDark(true);
    QVERIFY(themes.theme().dark);
    QCOMPARE(changes, 1);
    themes.setChoice(ThemeChoice::light);
    QVERIFY(!themes.theme().dark);
    themes.setSystemDark(true);
    QCOMPARE(changes, 2);
    themes.applyToApplication();
    QCOMPARE(QApplication::palette().color(QPalette::Window), Theme::day().window);
    themes.setChoice(ThemeChoice::dark);
    QCOMPARE(QApplication::palette().color(QPalette::Window), Theme::night().window);
    QCOMPARE(themeChoiceFromName(themeChoiceName(ThemeChoice::dark)), ThemeChoice::dark);
    QCOMPARE(themeChoiceFromName(QStringLiteral("plaid")), ThemeChoice::system);
}

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
