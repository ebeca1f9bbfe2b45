#include "widgets/priors/coverage/figure_rows.hpp"

namespace priorscope {
namespace {

constexpr int kRowHeight = 20;
constexpr int kChangeWidth = 52;

}  // namespace

FigureRows::FigureRows(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(Metrics::kGap);
    m_grid->setVerticalSpacing(0);
    m_grid->setColumnStretch(1, 1);
}

void FigureRows::setTheme(const Theme& theme) {
    m_theme = theme;
    for (const Row& row : m_rows) {
        row.before->setColor(theme.third);
        row.after->setColor(theme.text);
        row.change->setColor(theme.third);
    }
}

int FigureRows::addRow(const QString& name, const QString& tool_tip) {
    const Row row{.name = new QLabel(name, this),
                  .before = new FigureLabel(this),
                  .after = new FigureLabel(this),
                  .change = new FigureLabel(this)};
    row.name->setProperty("role", "second");
    row.change->setFixedWidth(kChangeWidth);
    const int place = m_grid->rowCount();
    m_grid->setRowMinimumHeight(place, kRowHeight);
    int column = 0;
    for (QWidget* widget : {static_cast<QWidget*>(row.name), static_cast<QWidget*>(row.before),
                            static_cast<QWidget*>(row.after), static_cast<QWidget*>(row.change)}) {
        widget->setToolTip(tool_tip);
        m_grid->addWidget(widget, place, column++);
    }
    m_rows.push_back(row);
    setTheme(m_theme);
    return static_cast<int>(m_rows.size()) - 1;
}

void FigureRows::addControl(const QString& name, QWidget* control) {
    auto* label = new QLabel(name, this);
    label->setProperty("role", "second");
    label->setBuddy(control);
    const int place = m_grid->rowCount();
    m_grid->setRowMinimumHeight(place, kRowHeight);
    m_grid->addWidget(label, place, 0);
    m_grid->addWidget(control, place, 1, 1, 3);
}

void FigureRows::setFigures(int row, const QString& before, const QString& after, const QString& change) {
    const Row& shown = at(row);
    shown.before->setText(before.isEmpty() ? QString() : before + QStringLiteral(" →"));
    shown.after->setText(after);
    shown.change->setText(change);
}

void FigureRows::setName(int row, const QString& name) {
    at(row).name->setText(name);
}

}  // namespace priorscope
