#include "widgets/detect/compare/compared_page.hpp"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>
#include <cmath>
#include <utility>

#include "widgets/components/choice_box.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/components/panel.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/components/table_style.hpp"
#include "widgets/components/text.hpp"
#include "widgets/detect/compare/compared_models.hpp"
#include "widgets/detect/split/split_detections_service.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {
namespace {

constexpr int kFiguresWidth = 496;
constexpr int kFigureWidth = 52;
constexpr int kCellMargins = 20;

}  // namespace

ComparedPage::ComparedPage(const WorkspaceContext& context, const LiveScores& scores, QWidget* parent)
    : QWidget(parent), m_context(context), m_scores(scores), m_comparer(nullptr) {
    m_pictures = new ComparedModel(context.workbench, this);
    m_gallery = new CropGallery(m_pictures, context.themes.theme(), this);
    m_gallery->setAccessibleName(tr("What differs"));
    m_empty = new EmptyState(QString(), QString(), this);
    auto* both = new QWidget(this);
    auto* row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(buildFigures());
    row->addWidget(hairline(Qt::Vertical, both));
    row->addWidget(m_gallery, 1);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(both);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);
    buildKinds();
    connect(&context.themes, &ThemeManager::changed, m_gallery, &CropGallery::setTheme);
    connect(m_gallery, &CropGallery::rowChosen, this, [this](int chosen) {
        Q_EMIT placeChosen(m_pictures->imageOf(chosen), m_pictures->crop(chosen).about);
    });
    connect(&scores, &LiveScores::countsChanged, this, &ComparedPage::compare);
    connect(&scores, &LiveScores::pinnedChanged, this, &ComparedPage::compare);
    connect(&m_comparer, &JobRunner::failed, this, [this](const JobFailure& failure) {
        m_comparison.reset();
        showComparison();
        m_empty->setSentence(failure.message);
        Q_EMIT failed(failure);
    });
    showComparison();
}

QWidget* ComparedPage::buildFigures() {
    auto* left = new QWidget(this);
    left->setFixedWidth(kFiguresWidth);
    m_headline = new QLabel(left);
    m_headline->setWordWrap(true);
    m_headline->setContentsMargins(Metrics::kGap, Metrics::kGap, Metrics::kGap, Metrics::kGap);
    m_figures = new ComparedTableModel(this);
    auto* table = new QTableView(left);
    table->setModel(m_figures);
    setUpTable(*table);
    table->setProperty("dense", true);
    table->setIconSize({10, 10});
    table->setAccessibleName(tr("Figures of both states"));
    auto* figures = new FigureDelegate(table);
    const QString longest = intervalText(ConfidenceInterval{.low = -0.888, .high = -0.888});
    const int interval =
        kCellMargins + static_cast<int>(std::ceil(tabularWidth(QFontMetricsF(table->font()), longest)));
    table->horizontalHeader()->setMinimumSectionSize(44);
    table->horizontalHeader()->setSectionResizeMode(ComparedTableModel::NameColumn, QHeaderView::Stretch);
    for (int i = ComparedTableModel::BeforeColumn; i < ComparedTableModel::ColumnCount; ++i) {
        table->setItemDelegateForColumn(i, figures);
        table->horizontalHeader()->setSectionResizeMode(i, QHeaderView::Fixed);
        table->horizontalHeader()->resizeSection(
            i, columnWidth(*table, i, i == ComparedTableModel::IntervalColumn ? interval : kFigureWidth));
    }
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_headline);
    column->addWidget(table, 1);
    return left;
}

void ComparedPage::buildKinds() {
    m_kinds = new ChoiceBox(this);
    m_kinds->setAccessibleName(tr("Differences that are shown"));
    m_kinds->setToolTip(tr("What only one of both states finds, and images with more errors in one of them"));
    m_kinds->setMaximumWidth(200);
    connect(m_kinds, &QComboBox::activated, this, &ComparedPage::showPictures);
}

void ComparedPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    compare();
}

void ComparedPage::compare() {
    const auto& pinned = m_scores.pinned();
    const auto& counted = m_scores.counted();
    if (!pinned || !counted) {
        m_comparer.cancel();
        m_comparison.reset();
        showComparison();
        return;
    }
    const bool is_there =
        m_comparison && m_comparison->before == pinned->counted && m_comparison->after == counted;
    if (!isVisible() || is_there) {
        return;
    }
    m_comparer.start(
        tr("Comparing"),
        [before = pinned->counted, counted](const std::stop_token& stop, const ProgressFn& progress) {
            auto made = compareStates(before, counted, stop, progress);
            return made ? std::optional(std::make_shared<const SplitComparison>(std::move(*made)))
                        : std::nullopt;
        },
        [this](const std::shared_ptr<const SplitComparison>& made) {
            if (m_scores.pinned() && m_scores.pinned()->counted == made->before && m_scores.counted() &&
                m_scores.counted()->split == made->after->split) {
                m_comparison = made;
                showComparison();
            }
        },
        Supersede::after_running);
    showComparison();
}

QString ComparedPage::summary() const {
    if (!m_comparison) {
        return {};
    }
    const FigureDifference& mean = m_comparison->precision.map_voc07;
    if (!mean.difference || !mean.interval || !mean.p_b_better) {
        return tr("No class that both know has objects here.");
    }
    const LiveCounted& before = *m_comparison->before;
    const LiveCounted& after = *m_comparison->after;
    QString text =
        tr("mAP@0.5 (VOC07) %1 → %2: difference %3, in 95 % of the draws %4. Better now with probability %5.")
            .arg(figureText(*mean.a), figureText(*mean.b), differenceText(*mean.difference),
                 intervalText(mean.interval), figureText(*mean.p_b_better, 2));
    if (before.split == after.split && *mean.difference == 0.0 &&
        before.at.detection.min_score != after.at.detection.min_score) {
        text += tr(" AP does not follow the score slider; the counts and pictures do.");
    }
    if (!m_comparison->left_out.empty()) {
        text += tr(" %1.").arg(sentenceText(m_comparison->left_out));
    }
    if (before.split->origin.checkpoint != after.split->origin.checkpoint) {
        for (const Sentence& seen : before.split->seen) {
            text += tr(" Pinned: %1.").arg(sentenceText(seen));
        }
    }
    return text;
}

void ComparedPage::showComparison() {
    m_figures->setComparison(m_comparison, [this](int label) {
        return m_context.detections.classColor(m_context.themes.theme(), label);
    });
    m_headline->setText(summary());
    m_empty->setSentence(!m_scores.counted() ? tr("Evaluate the split to compare.")
                         : !m_scores.pinned()
                             ? tr("Pin this state (Ctrl+P), then change thresholds or open another "
                                  "checkpoint: both are compared here, image by image.")
                             : tr("Comparing…"));
    m_pages->setCurrentIndex(m_comparison ? 1 : 0);
    const int chosen = std::max(0, m_kinds->currentIndex());
    const auto count = [this](ComparedKind kind) {
        return countText(m_comparison ? static_cast<std::int64_t>(comparedItems(*m_comparison, kind).size())
                                      : 0);
    };
    offer(m_kinds,
          {{tr("No longer found, %1").arg(count(ComparedKind::lost)), QStringLiteral("0")},
           {tr("Found now, %1").arg(count(ComparedKind::gained)), QStringLiteral("1")},
           {tr("Images with more errors, %1").arg(count(ComparedKind::worse)), QStringLiteral("2")},
           {tr("Images with fewer errors, %1").arg(count(ComparedKind::better)), QStringLiteral("3")}});
    m_kinds->setCurrentIndex(chosen);
    showPictures();
    Q_EMIT changed();
}

void ComparedPage::showPictures() {
    m_pictures->setComparison(m_comparison, static_cast<ComparedKind>(std::max(0, m_kinds->currentIndex())));
}

}  // namespace priorscope
