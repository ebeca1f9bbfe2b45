#include "widgets/detect/slices/slices_page.hpp"

#include <QHeaderView>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "widgets/components/choice_box.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/components/table_style.hpp"
#include "widgets/components/text.hpp"
#include "widgets/detect/slices/slice_names.hpp"
#include "widgets/detect/split/live_scores.hpp"

namespace priorscope {
namespace {

std::optional<std::shared_ptr<const SliceFigures>> figuresOf(
    const std::shared_ptr<const LiveCounted>& counted, SliceKind kind, const std::stop_token& stop) {
    auto figures = std::make_shared<SliceFigures>();
    figures->counted = counted;
    figures->kind = kind;
    const EvaluatedSplit& split = *counted->split;
    const CandidateStore& store = split.detections.candidates;
    figures->counts = countSlices(*split.slices, kind, store, *counted->kept, *counted->judged,
                                  counted->at.detection.min_score);
    for (int bin = 0; bin < static_cast<int>(figures->counts.size()); ++bin) {
        const auto curves =
            curvesOf(splitOfSlice(*split.slices, {kind, bin}, store, *counted->kept, *counted->judged),
                     split.detections.mapping.judged, stop);
        if (!curves) {
            return std::nullopt;
        }
        figures->map_voc07.push_back(curves->map_voc07);
    }
    return figures;
}

}  // namespace

SlicesPage::SlicesPage(const WorkspaceContext& context, const LiveScores& scores, QWidget* parent)
    : QWidget(parent), m_context(context), m_scores(scores), m_counter(nullptr) {
    m_model = new SliceTableModel(this);
    m_table = new QTableView(this);
    m_table->setModel(m_model);
    setUpTable(*m_table);
    m_table->setProperty("dense", true);
    m_table->setAccessibleName(tr("Figures by group"));
    auto* figures = new FigureDelegate(m_table);
    m_table->horizontalHeader()->setMinimumSectionSize(44);
    m_table->horizontalHeader()->setSectionResizeMode(SliceTableModel::NameColumn, QHeaderView::Stretch);
    for (int column = SliceTableModel::ObjectsColumn; column < SliceTableModel::ColumnCount; ++column) {
        m_table->setItemDelegateForColumn(column, figures);
        m_table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Fixed);
        m_table->horizontalHeader()->resizeSection(column, columnWidth(*m_table, column, 62));
    }
    m_empty = new EmptyState(tr("Evaluate the split to see which objects are hard."), QString(), this);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_table);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);
    m_kinds = new ChoiceBox(this);
    m_kinds->setAccessibleName(tr("What groups are made by"));
    m_kinds->setMaximumWidth(200);
    connect(m_kinds, &QComboBox::activated, this, &SlicesPage::count);
    connect(m_table, &QTableView::clicked, this, &SlicesPage::choose);
    connect(m_table, &QTableView::activated, this, &SlicesPage::choose);  // Return
    connect(&scores, &LiveScores::countsChanged, this, [this] {
        offerKinds();
        count();
    });
    connect(&m_counter, &JobRunner::failed, this, &SlicesPage::failed);
    offerKinds();
}

void SlicesPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    count();
}

void SlicesPage::offerKinds() {
    const auto& counted = m_scores.counted();
    const SplitSlices* slices = counted ? counted->split->slices.get() : nullptr;
    Choices choices;
    for (std::size_t i = 0; i < kSliceKinds; ++i) {
        const auto each = static_cast<SliceKind>(i);
        if (slices == nullptr || slices->bins(each) > 0) {
            choices.emplace_back(sliceKindTitle(each, slices), QString::number(i));
        }
    }
    offer(m_kinds, choices);
    m_kinds->setToolTip(sliceKindMeaning(kind()));
}

SliceKind SlicesPage::kind() const {
    return static_cast<SliceKind>(m_kinds->currentData().toInt());
}

void SlicesPage::count() {
    m_kinds->setToolTip(sliceKindMeaning(kind()));
    const auto& counted = m_scores.counted();
    if (!counted) {
        m_counter.cancel();
        showFigures(nullptr);
        return;
    }
    const auto& shown = m_model->figures();
    if (!isVisible() || (shown && shown->counted == counted && shown->kind == kind())) {
        return;
    }
    m_counter.start(
        tr("Counting groups"),
        [counted, kind = kind()](const std::stop_token& stop, const ProgressFn&) {
            return figuresOf(counted, kind, stop);
        },
        [this](std::shared_ptr<const SliceFigures> figures) {
            if (m_scores.counted() && m_scores.counted()->split == figures->counted->split) {
                showFigures(std::move(figures));
            }
        },
        Supersede::after_running);
}

void SlicesPage::showFigures(std::shared_ptr<const SliceFigures> figures) {
    m_model->setFigures(std::move(figures));
    m_pages->setCurrentIndex(m_model->figures() ? 1 : 0);
}

void SlicesPage::choose(const QModelIndex& index) {
    const bool wrong =
        index.column() >= SliceTableModel::RightColumn && index.column() <= SliceTableModel::PrecisionColumn;
    const ErrorFilter filter = wrong ? ErrorFilter{.wrong = true} : ErrorFilter{.missed = true};
    Q_EMIT errorsWanted(filter, {m_model->figures()->kind, index.row()});
}

}  // namespace priorscope
