#include "widgets/priors/editor/map_grid.hpp"

#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>

#include "widgets/components/number_field.hpp"
#include "widgets/components/pass_undo.hpp"
#include "widgets/components/wheel_guard.hpp"
#include "widgets/priors/editor/map_chips.hpp"

namespace priorscope {
namespace {

constexpr int kMostCells = 1024;  ///< these three as in PriorConfig::validate()
constexpr double kMostStep = 4096.0;
constexpr double kMostSide = 2.0;

}  // namespace

MapGrid::MapGrid(PriorDocument& document, std::size_t map, QWidget* parent)
    : QWidget(parent), m_document(document), m_map(map) {
    m_rows = new WholeNumberField(this);
    m_cols = new WholeNumberField(this);
    m_step = new NumberField(this);
    m_limit = new NumberField(this);
    for (WholeNumberField* box : {m_rows, m_cols}) {
        box->setRange(1, kMostCells);
    }
    m_step->setRange(0.0, kMostStep);
    m_step->setDecimals(1);
    m_step->setSpecialValueText(tr("even"));
    m_limit->setRange(0.0, kMostSide);
    m_limit->setSingleStep(0.05);
    m_limit->setSpecialValueText(tr("none"));
    prepare(m_rows, tr("Rows of cells"), tr("Rows of cells. Training needs as many as the model's map has"));
    prepare(m_cols, tr("Columns of cells"),
            tr("Columns of cells. Training needs as many as the model's map has"));
    prepare(m_step, tr("Step, px"),
            tr("Input pixels between two cell centres; even: the input's side divided by the cell count"));
    prepare(m_limit, tr("Largest side"),
            tr("Sides of priors are limited to this fraction of the input, as torchvision limits them to 1"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 4, 0, 0);
    grid->setHorizontalSpacing(4);
    grid->setVerticalSpacing(4);
    const auto add = [&](int row, const QString& text, QWidget* first, const QString& between,
                         QWidget* second) {
        auto* label = new QLabel(text, this);
        auto* middle = new QLabel(between, this);
        label->setBuddy(first);
        middle->setBuddy(second);
        middle->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        for (QLabel* each : {label, middle}) {
            each->setProperty("role", "second");
        }
        grid->addWidget(label, row, 0);
        grid->addWidget(first, row, 1);
        grid->addWidget(middle, row, 2);
        grid->addWidget(second, row, 3);
    };
    add(0, tr("Cells"), m_rows, QStringLiteral("×"), m_cols);
    add(1, tr("Step, px"), m_step, tr("Largest side"), m_limit);
    grid->setColumnStretch(2, 1);
    connectBoxes();
    refresh();
}

void MapGrid::prepare(QAbstractSpinBox* box, const QString& name, const QString& tool_tip) {
    box->setAlignment(Qt::AlignRight);
    box->setKeyboardTracking(false);
    box->setProperty("compact", true);
    box->setFixedWidth(62);
    box->setAccessibleName(name);
    box->setToolTip(tool_tip);
    passUndoOn(box);
    guardWheel(box);
}

void MapGrid::connectBoxes() {
    connect(m_rows, &QSpinBox::valueChanged, this,
            [this](int rows) { change([rows](PriorMap& map) { map.rows = rows; }); });
    connect(m_cols, &QSpinBox::valueChanged, this,
            [this](int cols) { change([cols](PriorMap& map) { map.cols = cols; }); });
    connect(m_step, &QDoubleSpinBox::valueChanged, this,
            [this](double step) { change([step](PriorMap& map) { map.step = static_cast<float>(step); }); });
    connect(m_limit, &QDoubleSpinBox::valueChanged, this, [this](double side) {
        change([side](PriorMap& map) { map.max_side = static_cast<float>(side); });
    });
}

void MapGrid::change(const std::function<void(PriorMap&)>& change) {
    m_document.edit(tr("cells of %1").arg(mapDisplayName(m_document.config(), m_map)),
                    [this, &change](PriorConfig& config) { change(config.maps.at(m_map)); });
}

void MapGrid::refresh() {
    const PriorMap& map = m_document.config().maps.at(m_map);
    const QSignalBlocker blockers[] = {QSignalBlocker(m_rows), QSignalBlocker(m_cols), QSignalBlocker(m_step),
                                       QSignalBlocker(m_limit)};
    m_rows->setValue(map.rows);
    m_cols->setValue(map.cols);
    m_step->setValue(static_cast<double>(map.step));
    m_limit->setValue(static_cast<double>(map.max_side));
}

}  // namespace priorscope
