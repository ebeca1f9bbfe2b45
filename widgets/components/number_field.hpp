// Fields for numbers, as people type and paste them in any language.
#pragma once

#include <QCoreApplication>
#include <QDoubleSpinBox>
#include <QLocale>
#include <QSpinBox>
#include <QString>
#include <optional>
#include <utility>

namespace priorscope {

/// What a text means as a number.
struct NumberReading {
    std::optional<double> value{};
    bool is_ambiguous = false;
    QString fault{};  ///< why there is none, as a sentence
};

/// Takes point and comma as decimal mark ("0.08", "0,08"), exponents ("1e-3"), grouped digits ("1,234.5",
/// "1.234,5", "1 234") and the digits of other scripts. "2,500" is refused if the locale groups by commas: it
/// might mean either.
NumberReading readNumber(const QString& text, const QLocale& locale = QLocale());
/// The same for whole numbers: "2,500" is 2500 if the locale groups by commas.
NumberReading readWholeNumber(const QString& text, const QLocale& locale = QLocale());

/// Extends QDoubleSpinBox and QSpinBox: any text may be typed. What cannot be taken stays to be mended, with
/// a mark and the reason, while value() keeps the last good one; the base classes drop such keys, or put the
/// old value back.
template <typename Box>
class BasicNumberField : public Box {
  public:
    explicit BasicNumberField(QWidget* parent = nullptr);
    /// Leaves text that cannot be taken if the value is the same as before.
    void setValue(decltype(std::declval<Box>().value()) value);
    /// Why the text cannot be taken; empty: it can.
    QString fault() const;
    void showFault();

    QValidator::State validate(QString& text, int& position) const override;
    void fixup(QString& text) const override;

  protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    NumberReading reading(const QString& text) const;

  private:
    void refreshMark();

    bool m_groups = false;  ///< whether digits are grouped while the field has no focus
};

/// A field for numbers with decimals.
class NumberField : public BasicNumberField<QDoubleSpinBox> {
    Q_OBJECT

  public:
    using BasicNumberField::BasicNumberField;
    double valueFromText(const QString& text) const override;
};

/// A field for whole numbers.
class WholeNumberField : public BasicNumberField<QSpinBox> {
    Q_OBJECT

  public:
    using BasicNumberField::BasicNumberField;
    int valueFromText(const QString& text) const override;
};

/// Shows why, at the first field in the widget whose text cannot be taken, and gives it the focus. For what
/// acts on the values of fields: a button that reads them calls it first.
/// @return false if there is such a field
bool allNumbersTaken(QWidget* widget);

}  // namespace priorscope
