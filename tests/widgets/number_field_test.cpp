// Expected values are what the texts say, in the ways that numbers are written: CLDR's marks, SI's spaces,
// and papers.
#include <QAction>
#include <QLineEdit>
#include <QTest>
#include <QVBoxLayout>
#include <cmath>

#include "widgets/components/controls.hpp"
#include "widgets/components/number_field.hpp"

using namespace priorscope;

namespace {

void addColumns() {
    QTest::addColumn<QString>("locale");
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("expected");  // NaN: refused
}

void row(const char* locale, const char* text, double expected) {
    QTest::addRow("%s %s", locale, text)
        << QString::fromLatin1(locale) << QString::fromUtf8(text) << expected;
}

}  // namespace

class NumberFieldTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void cleanup() { QLocale::setDefault(QLocale::c()); }

    /// Letters of no number are the workspace's: D goes to the next image, also from a field.
    void lettersAreShortcuts() {
        QWidget window;
        auto* column = new QVBoxLayout(&window);
        auto* field = new NumberField(&window);
        field->setValue(3.0);
        column->addWidget(field);
        int next = 0;
        auto* action = new QAction(&window);
        action->setShortcut(Qt::Key_D);
        connect(action, &QAction::triggered, this, [&next] { ++next; });
        window.addAction(action);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        field->setFocus();
        const QString before = field->text();
        QTest::keyClick(field, Qt::Key_D);
        QCOMPARE(next, 1);
        QCOMPARE(field->text(), before);
        field->selectAll();
        QTest::keyClicks(field, "2e-1");
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(field->value(), 0.2);
        QCOMPARE(next, 1);
    }

    void readsNumbers_data() {
        addColumns();
        const double refused = std::nan("");
        for (const char* locale :
             {"C", "en_US", "de_DE", "fr_FR", "tr_TR", "ru_RU", "pt_BR", "ar_EG", "zh_CN"}) {
            row(locale, "0.08", 0.08);
            row(locale, "0,08", 0.08);
            row(locale, ".5", 0.5);
            row(locale, "1e-3", 1e-3);
            row(locale, "2.5E-4", 2.5e-4);
            row(locale, "2,5e+1", 25.0);
            row(locale, "-3", -3.0);
            row(locale, " 7 ", 7.0);
            row(locale, "1,234.5", 1234.5);
            row(locale, "1.234,5", 1234.5);
            row(locale, "1,234,567", 1234567.0);
            row(locale, "1 234", 1234.0);
            row(locale, "", refused);
            row(locale, "abc", refused);
            row(locale, "0.1.2", refused);
            row(locale, "1e", refused);
            row(locale, "1,2.3,4", refused);
            row(locale, "nan", refused);
            row(locale, "inf", refused);
            row(locale, "0x10", refused);
            row(locale, "12 34", refused);
        }
        row("en_US", "2.500", 2.5);
        row("en_US", "2,500", refused);  // 2.5 or 2500
        row("de_DE", "2,500", 2.5);
        row("de_DE", "2.500", refused);
        row("de_DE", "0.125", 0.125);  // no group begins with 0
        row("fr_FR", "1 234,5", 1234.5);
        row("de_CH", "1’234.5", 1234.5);
        row("en_IN", "12,34,567", 1234567.0);
        row("ar_EG", "٠٫٠٨", 0.08);
        row("ar_EG", "١٢٫٥", 12.5);
        row("sv_SE", "−0,5", -0.5);
    }

    void readsNumbers() {
        QFETCH(const QString, locale);
        QFETCH(const QString, text);
        QFETCH(const double, expected);
        const NumberReading reading = readNumber(text, QLocale(locale));
        QCOMPARE(reading.value.has_value(), !std::isnan(expected));
        QCOMPARE(reading.fault.isEmpty(), reading.value.has_value());
        if (reading.value) {
            QCOMPARE(*reading.value, expected);
        }
    }

    void readsWholeNumbers_data() {
        addColumns();
        const double refused = std::nan("");
        row("en_US", "2,500", 2500.0);
        row("de_DE", "2.500", 2500.0);
        row("en_US", "2.500", refused);
        row("de_DE", "2,500", refused);
        row("en_US", "2,50", refused);
        row("en_US", "1e5", 1e5);
        row("en_US", "16.0", refused);
        row("en_US", "1.5", refused);
        row("en_US", "1e-1", refused);
    }

    void readsWholeNumbers() {
        QFETCH(const QString, locale);
        QFETCH(const QString, text);
        QFETCH(const double, expected);
        const NumberReading reading = readWholeNumber(text, QLocale(locale));
        QCOMPARE(reading.value.has_value(), !std::isnan(expected));
        if (reading.value) {
            QCOMPARE(*reading.value, expected);
        }
    }

    /// What a field or form shows is read back as the same number.
    void readsWhatIsShown() {
        for (const char* name :
             {"C", "en_US", "de_DE", "fr_FR", "tr_TR", "ar_EG", "de_CH", "hi_IN", "sv_SE"}) {
            QLocale locale(name);
            locale.setNumberOptions(QLocale::OmitGroupSeparator);
            for (const double value : {0.08, 1e-7, 2.5e+20, 1234.5, 123456.0, -0.5}) {
                const QString shown = locale.toString(value, 'g', 6);
                const NumberReading reading = readNumber(shown, QLocale(name));
                QVERIFY2(reading.value, qPrintable(shown));
                QCOMPARE(*reading.value, value);
            }
        }
    }

    /// In German, the base class drops a typed point: 0.08 becomes 8, or jumps back.
    void takesThePointInGerman() {
        QLocale::setDefault(QLocale(QStringLiteral("de_DE")));
        NumberField field;
        field.setDecimals(3);
        field.setRange(0.0, 10.0);
        field.setKeyboardTracking(false);
        field.show();
        field.setFocus();
        field.selectAll();
        QTest::keyClicks(&field, QStringLiteral("0.08"));
        QTest::keyClick(&field, Qt::Key_Return);
        QCOMPARE(field.value(), 0.08);
        QCOMPARE(field.text(), QStringLiteral("0,080"));
        field.selectAll();
        QTest::keyClicks(&field, QStringLiteral("1e-3"));
        QTest::keyClick(&field, Qt::Key_Return);
        QCOMPARE(field.value(), 0.001);
    }

    void keepsWhatCannotBeTaken() {
        QWidget window;
        auto* column = new QVBoxLayout(&window);
        auto* field = new NumberField(&window);
        auto* other = new QLineEdit(&window);
        column->addWidget(field);
        column->addWidget(other);
        field->setRange(0.05, 1.0);
        field->setKeyboardTracking(false);
        field->setValue(0.3);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("14"));
        QCOMPARE(field->value(), 0.3);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(field->text(), QStringLiteral("14"));
        QTest::keyClick(field, Qt::Key_Tab);
        QVERIFY(!field->hasFocus());
        QCOMPARE(field->text(), QStringLiteral("14"));
        QCOMPARE(field->fault(), QStringLiteral("From 0.05 to 1.00."));
        QVERIFY(field->property("faulty").toBool());
        field->setValue(0.3);  // what a refresh of the form does
        QCOMPARE(field->text(), QStringLiteral("14"));
        QVERIFY(!allNumbersTaken(&window));
        QVERIFY(field->hasFocus());
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("0.4"));
        QVERIFY(!field->property("faulty").toBool());
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(allNumbersTaken(&window));
        QCOMPARE(field->value(), 0.4);
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("x"));
        QTest::keyClick(field, Qt::Key_Escape);
        QCOMPARE(field->text(), QStringLiteral("0.40"));
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("x"));
        field->setValue(0.5);  // another value: undo, or another run
        QCOMPARE(field->text(), QStringLiteral("0.50"));
        QVERIFY(!field->property("faulty").toBool());
    }

    void groupsDigitsWithoutFocus() {
        QLocale::setDefault(QLocale(QStringLiteral("en_US")));
        QWidget window;
        auto* column = new QVBoxLayout(&window);
        auto* field = new WholeNumberField(&window);
        auto* other = new QLineEdit(&window);
        column->addWidget(other);
        column->addWidget(field);
        field->setRange(1, 1'000'000);
        field->setGroupSeparatorShown(true);
        field->setValue(2500);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        other->setFocus();
        QCOMPARE(field->text(), QStringLiteral("2,500"));
        field->setFocus();
        QCOMPARE(field->text(), QStringLiteral("2500"));
        QTest::keyClick(field, Qt::Key_End);
        QTest::keyClick(field, Qt::Key_Backspace);
        QCOMPARE(field->value(), 250);
        QTest::keyClicks(field, QStringLiteral("00"));
        other->setFocus();
        QCOMPARE(field->text(), QStringLiteral("25,000"));
        QCOMPARE(field->value(), 25000);
    }
};

QTEST_MAIN(NumberFieldTest)
#include "number_field_test.moc"
