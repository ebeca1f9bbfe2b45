#include "widgets/components/choice_box.hpp"

#include <QHelpEvent>
#include <QStyleOptionComboBox>
#include <QStylePainter>
#include <QToolTip>

#include "widgets/components/text.hpp"

namespace priorscope {
namespace {

constexpr int kPadding = 4;  ///< of the style, within the field

}  // namespace

QSize ChoiceBox::sizeHint() const {
    return QComboBox::sizeHint() + QSize(2 * kPadding, 0);
}

QString ChoiceBox::shown() const {
    QStyleOptionComboBox option;
    initStyleOption(&option);
    const QRect field =
        style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    return elided(QFontMetricsF(font()), chosen(), field.width() - kPadding);
}

QString ChoiceBox::chosen() const {
    return currentIndex() < 0 ? placeholderText() : currentText();
}

void ChoiceBox::paintEvent(QPaintEvent* /*event*/) {
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    option.currentText = shown();
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

bool ChoiceBox::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && shown() != chosen()) {
        const QString text = toolTip().isEmpty() ? chosen() : chosen() + u'\n' + toolTip();
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text, this);
        return true;
    }
    return QComboBox::event(event);
}

void offer(QComboBox* box, const Choices& choices) {
    Choices offered;
    for (int i = 0; i < box->count(); ++i) {
        offered.emplace_back(box->itemText(i), box->itemData(i).toString());
    }
    if (offered != choices) {
        box->clear();
        for (const auto& [text, value] : choices) {
            box->addItem(text, value);
        }
    }
}

}  // namespace priorscope
