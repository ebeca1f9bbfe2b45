#include "widgets/detect/split/split_figures.hpp"

#include <QAction>
#include <QHeaderView>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>

#include "widgets/components/error_banner.hpp"
#include "widgets/components/panel.hpp"
#include "widgets/components/text.hpp"
#include "widgets/detect/split/class_table_model.hpp"
#include "widgets/detect/split/outcome_bars.hpp"
#include "widgets/detect/split/split_detections_service.hpp"
#include "widgets/detect/threshold_row.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {

SplitFigures::SplitFigures(const WorkspaceContext& context, const ThresholdRow& thresholds, QAction* evaluate,
                           QWidget* parent)
    : QSplitter(Qt::Vertical, parent), m_context(context), m_thresholds(thresholds) {
    setObjectName(QStringLiteral("detectRows"));
    setChildrenCollapsible(false);
    setMinimumWidth(272);  // room for the words of its heads
    addWidget(buildClassPanel(evaluate));
    addWidget(buildBars());
    setStretchFactor(0, 3);
    setStretchFactor(1, 2);
    const SplitDetectionsService* service = &context.detections;
    connect(service, &SplitDetectionsService::changed, this, &SplitFigures::showResult);
    connect(service, &SplitDetectionsService::failed, this,
            [this](const JobFailure& failure) { m_class_panel->banner()->showFailure(failure); });
    connect(service, &SplitDetectionsService::runningChanged, this, [this] {
        if (m_context.detections.isRunning()) {
            m_class_panel->banner()->hide();
        }
    });
    connect(&thresholds, &ThresholdRow::changed, this, &SplitFigures::count);
    connect(&context.themes, &ThemeManager::changed, m_bars, &OutcomeBars::setTheme);
}

QTableView* SplitFigures::buildTable() {
    m_classes = new ClassTableModel(this);
    auto* sorted = new QSortFilterProxyModel(this);
    sorted->setSourceModel(m_classes);
    sorted->setSortRole(ClassTableModel::SortRole);
    auto* table = new QTableView;
    table->setModel(sorted);
    table->setSortingEnabled(true);
    table->setTextElideMode(Qt::ElideMiddle);
    table->setProperty("dense", true);
    table->sortByColumn(ClassTableModel::Voc07Column, Qt::AscendingOrder);
    auto* figures = new FigureDelegate(table);
    for (int column = ClassTableModel::ObjectsColumn; column < ClassTableModel::ColumnCount; ++column) {
        table->setItemDelegateForColumn(column, figures);
    }
    table->setShowGrid(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setTabKeyNavigation(false);
    table->setIconSize({10, 10});
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(Metrics::kRow);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setMinimumSectionSize(44);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int column = 1; column < table->model()->columnCount(); ++column) {
        constexpr int kCountColumn = 62;
        constexpr int kFigureColumn = 58;
        table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Fixed);
        table->horizontalHeader()->resizeSection(
            column, columnWidth(*table, column,
                                column == ClassTableModel::ObjectsColumn ? kCountColumn : kFigureColumn));
    }
    table->setAccessibleName(tr("Average precision by class"));
    connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this, table] {
        const QModelIndexList rows = table->selectionModel()->selectedRows();
        if (!rows.isEmpty()) {
            m_context.workbench.setSelectedClass(rows.first().data(ClassTableModel::LabelRole).toInt());
        }
    });
    return table;
}

QWidget* SplitFigures::buildClassPanel(QAction* evaluate) {
    m_class_panel = new priorscope::Panel(tr("Average precision"));
    auto* button = new QPushButton(evaluate->text());
    button->setObjectName(QStringLiteral("evaluateButton"));
    button->setProperty("compact", true);
    button->setToolTip(tr("Run the network on every image of the split"));
    const auto follow = [button, evaluate] { button->setEnabled(evaluate->isEnabled()); };
    follow();
    connect(evaluate, &QAction::changed, button, follow);
    connect(button, &QPushButton::clicked, evaluate, &QAction::trigger);
    m_class_panel->addTool(button);
    m_class_panel->setContent(buildTable());
    m_class_panel->setGround("base");
    return m_class_panel;
}

QWidget* SplitFigures::buildBars() {
    m_bars = new OutcomeBars(m_context.themes.theme());
    auto* panel = new priorscope::Panel(tr("Verdicts"));
    panel->setSubtitle(tr("at these thresholds"));
    panel->setContent(m_bars);
    panel->setGround("base");
    return panel;
}

void SplitFigures::showResult() {
    const auto& result = m_context.detections.result();
    m_counter.cancel();
    m_counts.reset();
    m_bars->setCounts(std::nullopt);
    m_class_panel->banner()->hide();
    if (result == nullptr) {
        m_classes->clear();
        m_class_panel->setSubtitle({});
        Q_EMIT changed();
        return;
    }
    m_classes->setEvaluation(result->evaluation, [this](int label) {
        return m_context.workbench.classColor(m_context.themes.theme(), label);
    });
    const std::string split = result->selection.split().value_or("");
    m_class_panel->setSubtitle(
        tr("%1, images: %2")
            .arg(split.empty() ? tr("whole dataset") : QString::fromStdString(split),
                 countText(static_cast<std::int64_t>(result->detections.images.size()))));
    if (const std::int64_t left_out = result->evaluation.absent + result->evaluation.unreadable;
        left_out > 0) {
        m_class_panel->banner()->showError(
            tr("Images that are missing or cannot be decoded are left out: %1. The log names them.")
                .arg(countText(left_out)));
    }
    count();
    Q_EMIT changed();
}

void SplitFigures::count() {
    const auto& result = m_context.detections.result();
    if (result == nullptr) {
        return;
    }
    m_counter.start(
        tr("Counting"),
        [result, options = m_thresholds.options(), match_iou = m_thresholds.matchIou()](
            const std::stop_token& stop, const ProgressFn&) {
            return countVerdicts(*result->dataset, result->detections, options, match_iou, stop);
        },
        [this, result](const VerdictCounts& counts) {
            if (result == m_context.detections.result()) {
                m_counts = counts;
                m_bars->setCounts(m_counts);
                Q_EMIT changed();
            }
        },
        Supersede::after_running);
}

}  // namespace priorscope
