#include "widgets/priors/editor/linear_rule_row.hpp"

#include <QHBoxLayout>
#include <QLabel>

#include "widgets/components/number_field.hpp"
#include "widgets/components/pass_undo.hpp"
#include "widgets/components/wheel_guard.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {
namespace {

constexpr double kLeast = 0.01;
constexpr double kMost = 1.1;  ///< as for the scale sliders

}  // namespace

LinearRuleRow::LinearRuleRow(QWidget* parent) : QWidget(parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Metrics::kMargin, Metrics::kGap, Metrics::kMargin, Metrics::kGap);
    row->setSpacing(4);
    auto* label = new QLabel(tr("Linear rule"), this);
    label->setProperty("role", "second");
    label->setToolTip(
        tr("s_k = s_min + (s_max − s_min) · (k − 1) / (m − 1) over the m maps that are on and do not keep "
           "their scale; second squares become sqrt(s_k · s_k+1)"));
    const auto box = [this](double value, const QString& name) {
        auto* each = new NumberField(this);
        each->setDecimals(2);
        each->setSingleStep(0.01);
        each->setRange(kLeast, kMost);
        each->setValue(value);
        each->setAlignment(Qt::AlignRight);
        each->setProperty("compact", true);
        each->setFixedWidth(58);
        each->setAccessibleName(name);
        each->setToolTip(name);
        passUndoOn(each);
        guardWheel(each);
        return each;
    };
    m_least = box(0.2, tr("Scale of the first map that follows the rule (s_min)"));
    m_most = box(0.9, tr("Scale of the last map (s_max)"));
    auto* to = new QLabel(tr("to"), this);
    to->setProperty("role", "second");
    m_apply = new QPushButton(tr("Apply"), this);
    m_apply->setProperty("compact", true);
    m_apply->setToolTip(tr("Spread the scales evenly; maps that keep their scale are unchanged"));
    row->addWidget(label);
    row->addStretch(1);
    row->addWidget(m_least);
    row->addWidget(to);
    row->addWidget(m_most);
    row->addWidget(m_apply);
    connect(m_least, &QDoubleSpinBox::valueChanged, m_most, &QDoubleSpinBox::setMinimum);
    connect(m_apply, &QPushButton::clicked, this, [this] {
        if (allNumbersTaken(this)) {
            Q_EMIT applied(m_least->value(), m_most->value());
        }
    });
}

}  // namespace priorscope
