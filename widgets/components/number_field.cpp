#include "widgets/components/number_field.hpp"

#include <QFocusEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStyle>
#include <QToolTip>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <type_traits>

namespace priorscope {
namespace {

constexpr char kGroupMark = '_';  ///< what can only separate groups of digits: a space, an apostrophe

QString sentence(const char* text) {
    return QCoreApplication::translate("NumberField", text);
}

NumberReading refused() {
    return {.value = {}, .fault = sentence(QT_TRANSLATE_NOOP("NumberField", "This is not a number."))};
}

/// ASCII digits, signs, '.', ',', kGroupMark and 'e'; nothing if there is anything else.
std::optional<std::string> plainCharacters(QString text, const QLocale& locale) {
    text = text.trimmed();
    text.replace(locale.exponential(), QStringLiteral("e"), Qt::CaseInsensitive);
    std::string plain;
    for (const QChar letter : text) {
        switch (const char16_t code = letter.unicode()) {
            case u'.':
            case u',':
            case u'-':
            case u'+':
                plain += static_cast<char>(code);
                break;
            case u'e':
            case u'E':
                plain += 'e';
                break;
            case u'\u2212':  // minus sign
                plain += '-';
                break;
            case u'\u066B':  // Arabic decimal separator
                plain += ',';
                break;
            case u' ':
            case u'\u00A0':
            case u'\u2009':
            case u'\u202F':
            case u'\'':
            case u'\u2019':
            case u'\u066C':  // Arabic thousands separator
                plain += kGroupMark;
                break;
            case u'\u200E':  // direction marks, which some locales put beside signs
            case u'\u200F':
            case u'\u061C':
                break;
            default:
                if (!letter.isDigit()) {
                    return std::nullopt;
                }
                plain += static_cast<char>('0' + letter.digitValue());
        }
    }
    return plain;
}

/// "1,234,567" by the mark ','; also "12,34,567", as in India.
bool isGrouped(const std::string& digits, char mark) {
    const std::size_t first = digits.find(mark);
    const std::size_t last = digits.rfind(mark);
    if (first == std::string::npos || first == 0 || first > 3 || digits[0] == '0' ||
        digits.size() - last != 4) {
        return false;
    }
    for (std::size_t at = first; at != last;) {
        const std::size_t next = digits.find(mark, at + 1);
        if (next - at != 3 && next - at != 4) {
            return false;
        }
        at = next;
    }
    return true;
}

/// Unsigned digits with marks: how they can be read.
struct Mantissa {
    std::string digits;         ///< with a point as decimal mark
    bool is_decimal = false;    ///< there was a decimal mark
    bool maybe_groups = false;  ///< that mark may also be one between groups
};

std::optional<Mantissa> readMantissa(std::string text) {
    if (text.find(kGroupMark) != std::string::npos) {
        const std::size_t end = std::min(text.find_first_of(".,"), text.size());
        if (!isGrouped(text.substr(0, end), kGroupMark)) {
            return std::nullopt;
        }
        std::erase(text, kGroupMark);
    }
    const std::size_t points = static_cast<std::size_t>(std::count(text.begin(), text.end(), '.'));
    const std::size_t commas = static_cast<std::size_t>(std::count(text.begin(), text.end(), ','));
    if (points + commas == 0) {
        return Mantissa{.digits = std::move(text)};
    }
    if (points + commas == 1) {
        const std::size_t at = text.find_first_of(".,");
        const bool maybe_groups = isGrouped(text, text[at]);
        text[at] = '.';
        return Mantissa{.digits = std::move(text), .is_decimal = true, .maybe_groups = maybe_groups};
    }
    const bool has_both = points > 0 && commas > 0;
    const std::size_t last = text.find_last_of(".,");
    const char group = has_both ? (text[last] == '.' ? ',' : '.') : text[last];
    if (has_both && std::count(text.begin(), text.end(), text[last]) > 1) {
        return std::nullopt;
    }
    const std::size_t end = has_both ? last : text.size();
    if (!isGrouped(text.substr(0, end), group)) {
        return std::nullopt;
    }
    std::string digits = text.substr(0, end);
    std::erase(digits, group);
    if (has_both) {
        digits += "." + text.substr(last + 1);
    }
    return Mantissa{.digits = std::move(digits), .is_decimal = has_both};
}

std::optional<double> finite(const std::string& text) {
    double value = 0.0;
    const char* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value);
    return result.ec == std::errc() && result.ptr == end && std::isfinite(value) ? std::optional(value)
                                                                                 : std::nullopt;
}

NumberReading read(const QString& text, const QLocale& locale, bool whole) {
    const std::optional<std::string> plain = plainCharacters(text, locale);
    if (!plain || plain->empty()) {
        return refused();
    }
    const std::size_t sign = plain->front() == '-' || plain->front() == '+' ? 1 : 0;
    const std::size_t e = std::min(plain->find('e'), plain->size());
    std::string exponent = plain->substr(e);
    if (exponent.size() > 1 && exponent[1] == '+') {
        exponent.erase(1, 1);
    }
    std::optional<Mantissa> mantissa = readMantissa(plain->substr(sign, e - sign));
    if (!mantissa || exponent.find_first_of(".,_") != std::string::npos) {
        return refused();
    }
    const bool by_locale = mantissa->maybe_groups && text.contains(locale.groupSeparator());
    if (by_locale && whole) {
        std::erase(mantissa->digits, '.');
        mantissa->is_decimal = false;
    } else if (by_locale) {
        std::string grouped = mantissa->digits;
        std::erase(grouped, '.');
        return {
            .value = {},
            .is_ambiguous = true,
            .fault = sentence(QT_TRANSLATE_NOOP("NumberField", "This may mean %1 or %2: write one of them."))
                         .arg(locale.toString(finite(mantissa->digits).value_or(0.0), 'g', 12),
                              QString::fromStdString(grouped))};
    }
    const std::optional<double> value =
        finite((plain->front() == '-' ? "-" : "") + mantissa->digits + exponent);
    if (!value) {
        return refused();
    }
    if (whole && (mantissa->is_decimal || *value != std::floor(*value))) {
        return {.value = {},
                .fault = sentence(QT_TRANSLATE_NOOP("NumberField", "This is not a whole number."))};
    }
    return {.value = value, .fault = {}};
}

bool isLetterOfNoNumber(const QKeyEvent& event) {
    const QString text = event.text();
    return text.size() == 1 && text[0].isLetter() && text[0].toLower() != u'e' &&
           !(event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier));
}

}  // namespace

NumberReading readNumber(const QString& text, const QLocale& locale) {
    return read(text, locale, false);
}

NumberReading readWholeNumber(const QString& text, const QLocale& locale) {
    return read(text, locale, true);
}

template <typename Box>
BasicNumberField<Box>::BasicNumberField(QWidget* parent) : Box(parent) {
    this->setCorrectionMode(QAbstractSpinBox::CorrectToPreviousValue);
    QObject::connect(this->lineEdit(), &QLineEdit::textChanged, this, [this] { refreshMark(); });
}

template <typename Box>
void BasicNumberField<Box>::setValue(decltype(std::declval<Box>().value()) value) {
    if (this->textFromValue(value) != this->textFromValue(this->value()) || fault().isEmpty()) {
        Box::setValue(value);
        refreshMark();  // the base class replaces a faulty text without a signal
    }
}

template <typename Box>
NumberReading BasicNumberField<Box>::reading(const QString& text) const {
    if (!this->specialValueText().isEmpty() && text == this->specialValueText()) {
        return {.value = static_cast<double>(this->minimum()), .fault = {}};
    }
    constexpr bool kWhole = std::is_same_v<Box, QSpinBox>;
    NumberReading result = read(text, this->locale(), kWhole);
    if (result.value && (*result.value < this->minimum() || *result.value > this->maximum())) {
        result.value.reset();
        result.fault = sentence(QT_TRANSLATE_NOOP("NumberField", "From %1 to %2."))
                           .arg(this->textFromValue(this->minimum()), this->textFromValue(this->maximum()));
    }
    return result;
}

template <typename Box>
QString BasicNumberField<Box>::fault() const {
    return reading(this->lineEdit()->text()).fault;
}

template <typename Box>
QValidator::State BasicNumberField<Box>::validate(QString& text, int& /*position*/) const {
    return reading(text).value ? QValidator::Acceptable : QValidator::Intermediate;
}

template <typename Box>
void BasicNumberField<Box>::fixup(QString& /*text*/) const {}

template <typename Box>
void BasicNumberField<Box>::refreshMark() {
    const bool is_faulty = !fault().isEmpty();
    if (this->property("faulty").toBool() != is_faulty) {
        this->setProperty("faulty", is_faulty);
        this->style()->unpolish(this);
        this->style()->polish(this);
        if (!is_faulty) {
            QToolTip::hideText();
        }
    }
}

template <typename Box>
void BasicNumberField<Box>::showFault() {
    QToolTip::showText(this->mapToGlobal(QPoint(0, this->height())), fault(), this);
}

template <typename Box>
bool BasicNumberField<Box>::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && !fault().isEmpty()) {
        showFault();
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride && isLetterOfNoNumber(*static_cast<QKeyEvent*>(event))) {
        event->ignore();  // a shortcut, if there is one
        return false;
    }
    return Box::event(event);
}

template <typename Box>
void BasicNumberField<Box>::keyPressEvent(QKeyEvent* event) {
    const bool is_enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (is_enter && !fault().isEmpty()) {
        showFault();  // the base class would put the old value back
        event->accept();
        return;
    }
    if (event->key() == Qt::Key_Escape && !fault().isEmpty()) {
        Box::setValue(this->value());
        refreshMark();
        event->accept();
        return;
    }
    Box::keyPressEvent(event);
}

template <typename Box>
void BasicNumberField<Box>::focusInEvent(QFocusEvent* event) {
    if (this->isGroupSeparatorShown()) {  // one less thing in the way of editing
        m_groups = true;
        this->setGroupSeparatorShown(false);
    }
    Box::focusInEvent(event);
}

template <typename Box>
void BasicNumberField<Box>::focusOutEvent(QFocusEvent* event) {
    if (fault().isEmpty()) {
        Box::focusOutEvent(event);
        if (m_groups) {
            this->setGroupSeparatorShown(true);
        }
        return;
    }
    // The base class would put the old value back.
    this->lineEdit()->event(event);
    QWidget::focusOutEvent(event);  // NOLINT(bugprone-parent-virtual-call)
    showFault();
}

template class BasicNumberField<QDoubleSpinBox>;
template class BasicNumberField<QSpinBox>;

double NumberField::valueFromText(const QString& text) const {
    return reading(text).value.value_or(value());
}

int WholeNumberField::valueFromText(const QString& text) const {
    return static_cast<int>(reading(text).value.value_or(value()));
}

bool allNumbersTaken(QWidget* widget) {
    const auto is_taken = [](auto* field) {
        if (field->fault().isEmpty()) {
            return true;
        }
        field->setFocus();
        field->showFault();
        return false;
    };
    const auto decimal = widget->findChildren<NumberField*>();
    const auto whole = widget->findChildren<WholeNumberField*>();
    return std::all_of(decimal.begin(), decimal.end(), is_taken) &&
           std::all_of(whole.begin(), whole.end(), is_taken);
}

}  // namespace priorscope
