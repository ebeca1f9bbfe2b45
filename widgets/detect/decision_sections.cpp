#include "widgets/detect/decision_sections.hpp"

#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QStringList>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "widgets/components/text.hpp"
#include "widgets/detect/errors/error_model.hpp"
#include "widgets/detect/outcomes.hpp"

namespace priorscope {
namespace {

constexpr int kRow = 20;
constexpr std::size_t kMostScores = 10;
constexpr double kVisible = 0.005;  ///< two decimals show more than nothing

QString twoDecimals(double value) {
    return figureText(value, 2);
}

QString shown(const ClassScoreBars::Row& row) {
    return row.is_most ? QStringLiteral("≤ ") + twoDecimals(row.score) : twoDecimals(row.score);
}

}  // namespace

ClassScoreBars::ClassScoreBars(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setToolTip(
        tr("Probabilities that this prior gives to the classes. Background has at most what they leave of 1: "
           "classes below the floor of the kept candidates are not kept"));
    setAccessibleName(tr("Class scores"));
}

void ClassScoreBars::setTheme(const Theme& theme) {
    m_theme = theme;
    update();
}

void ClassScoreBars::setRows(std::vector<Row> rows) {
    m_rows = std::move(rows);
    updateGeometry();
    update();
}

QSize ClassScoreBars::sizeHint() const {
    return {200, static_cast<int>(m_rows.size()) * kRow};
}

void ClassScoreBars::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_theme.textFont());
    const QFontMetricsF metrics(painter.font());
    const double figure =
        tabularWidth(metrics, shown({.name = {}, .color = {}, .is_most = true})) + Metrics::kGap;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const Row& row = m_rows[i];
        const QRectF line(0, static_cast<double>(i) * kRow, width(), kRow);
        painter.setPen(Qt::NoPen);
        painter.setBrush(row.color);
        painter.drawRoundedRect(QRectF(line.left(), line.center().y() - 5, 10, 10), 2, 2);
        const double name_width = (line.width() - 18 - figure) * 0.45;
        painter.setPen(m_theme.text);
        painter.drawText(QRectF(line.left() + 18, line.top(), name_width, kRow),
                         Qt::AlignLeft | Qt::AlignVCenter, elided(metrics, row.name, name_width));
        drawTabular(painter, line, Qt::AlignRight | Qt::AlignVCenter, shown(row));
        const double left = line.left() + 18 + name_width + Metrics::kGap;
        const double room = line.right() - figure - left;
        painter.setPen(Qt::NoPen);
        painter.setBrush(row.color);
        painter.drawRect(QRectF(left, line.center().y() - 4, std::max(0.0, room * row.score), 8));
    }
}

DecisionSections::DecisionSections(const Theme& theme, QWidget* parent) : QWidget(parent) {
    m_text = new QLabel(this);
    m_text->setWordWrap(true);
    m_turns = new QLabel(this);
    m_cost = new QLabel(this);
    for (QLabel* label : {m_turns, m_cost}) {
        label->setWordWrap(true);
        label->setProperty("role", "second");
    }
    m_cost->setToolTip(
        tr("A wrong detection is made right if nothing finds its object, else removed; an object is found "
           "before all others"));
    m_attempt = new QPushButton(this);
    m_attempt->setProperty("compact", true);
    m_attempt->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_scores_title = new QLabel(tr("Class scores"), this);
    m_scores_title->setProperty("role", "strong");
    m_scores = new ClassScoreBars(theme, this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_text);
    column->addWidget(m_attempt);
    column->addWidget(m_turns);
    column->addWidget(m_cost);
    column->addWidget(m_scores_title);
    column->addWidget(m_scores);
    connect(m_attempt, &QPushButton::clicked, this, [this] { Q_EMIT attempted(m_nms_iou, m_min_score); });
    showNothing();
}

void DecisionSections::setTheme(const Theme& theme) {
    m_scores->setTheme(theme);
}

void DecisionSections::setClasses(std::function<QString(int)> name, std::function<QColor(int)> color) {
    m_name = std::move(name);
    m_color = std::move(color);
}

QString DecisionSections::text() const {
    return m_text->text();
}

void DecisionSections::showNothing() {
    for (QWidget* each :
         std::initializer_list<QWidget*>{m_text, m_attempt, m_turns, m_scores_title, m_scores}) {
        each->hide();
    }
    m_text->clear();
    m_turns->clear();
    setCost(std::nullopt);
}

QString DecisionSections::turns() const {
    return m_turns->text();
}

QString DecisionSections::cost() const {
    return m_cost->text();
}

void DecisionSections::setCost(std::optional<float> cost) {
    const bool is_told = cost && *cost > 0.0F;
    m_cost->setText(is_told ? tr("Mended alone, it would raise mAP (VOC10) by %1 points of 100.")
                                  .arg(QLocale().toString(100.0 * static_cast<double>(*cost), 'g', 2))
                            : QString());
    m_cost->setVisible(is_told);
}

void DecisionSections::showTurns(const ExplainedImage& image, const Detection& detection) {
    const ExplainedImage::Turning turning = image.turningOf(detection);
    QStringList sentences{
        tr("Above score %1 it is gone.").arg(twoDecimals(static_cast<double>(detection.score)))};
    sentences.append(turning.suppressed_at && turning.suppressor
                         ? tr("From NMS IoU %1 down, %2 suppresses it.")
                               .arg(twoDecimals(static_cast<double>(*turning.suppressed_at)),
                                    describe(*turning.suppressor))
                         : tr("No lower NMS IoU suppresses it."));
    for (const auto& turn : {turning.below, turning.above}) {
        if (turn) {
            sentences.append(
                tr("At match IoU %1 it is: %2.").arg(twoDecimals(turn->first), outcomeName(turn->second)));
        }
    }
    m_turns->setText(sentences.join(u' '));
    m_turns->show();
}

QString DecisionSections::describe(const Candidate& candidate) const {
    return tr("%1 %2").arg(m_name(candidate.label), twoDecimals(static_cast<double>(candidate.score)));
}

void DecisionSections::showScores(const ExplainedImage& image, const Candidate& candidate) {
    std::vector<ClassScoreBars::Row> rows;
    double rest = 1.0;
    double others = 0.0;
    int more = 0;
    for (const ExplainedImage::ClassScore& each : image.scoresOf(candidate)) {
        const auto score = static_cast<double>(each.score);
        rest -= score;
        if (rows.size() < kMostScores && score >= kVisible) {
            rows.push_back({m_name(each.label), m_color(each.label), score});
        } else {
            others += score;
            ++more;
        }
    }
    if (more > 0) {
        rows.push_back({tr("%1 others").arg(countText(more)), m_color(0), others});
    }
    rows.push_back({tr("background"), m_color(0), std::max(0.0, rest), true});
    m_scores->setRows(std::move(rows));
    m_scores_title->show();
    m_scores->show();
}

void DecisionSections::offer(std::optional<float> nms_iou, std::optional<float> min_score) {
    m_nms_iou = nms_iou;
    m_min_score = min_score;
    m_attempt->setVisible(nms_iou || min_score);
    m_attempt->setText(nms_iou     ? tr("Try NMS IoU %1").arg(twoDecimals(static_cast<double>(*nms_iou)))
                       : min_score ? tr("Try score %1").arg(twoDecimals(static_cast<double>(*min_score)))
                                   : QString());
    m_attempt->setToolTip(
        tr("Set this threshold: the split's figures follow. Pin the current ones first to compare"));
}

void DecisionSections::showDetection(const ExplainedImage& image, const Detection& detection,
                                     const std::vector<QString>& object_names) {
    const std::vector<ExplainedImage::Suppressed> suppressed = image.suppressedBy(detection);
    // The one that would be right elsewhere tells most; else the one with the highest score.
    const auto told =
        std::find_if(suppressed.begin(), suppressed.end(), [](const auto& each) { return each.object >= 0; });
    std::optional<float> from;
    if (suppressed.empty()) {
        m_text->setText(tr("It suppresses nothing at these thresholds."));
    } else {
        const ExplainedImage::Suppressed& shown = told == suppressed.end() ? suppressed.front() : *told;
        from = image.keptFrom(shown.candidate);
        QString text = suppressed.size() == 1
                           ? tr("It suppresses %1, IoU %2 with this box.")
                                 .arg(describe(shown.candidate), twoDecimals(shown.iou))
                           : tr("It suppresses %1 candidates, among them %2, IoU %3 with this box.")
                                 .arg(countText(static_cast<std::int64_t>(suppressed.size())),
                                      describe(shown.candidate), twoDecimals(shown.iou));
        if (shown.object >= 0 && static_cast<std::size_t>(shown.object) < object_names.size()) {
            text += u' ' + tr("That one overlaps %1 by %2.")
                               .arg(object_names[static_cast<std::size_t>(shown.object)],
                                    twoDecimals(shown.object_iou));
        }
        if (from) {
            text += u' ' + tr("It returns at NMS IoU %1.").arg(twoDecimals(static_cast<double>(*from)));
        }
        m_text->setText(text);
    }
    m_text->show();
    // Only what would be right is worth having back.
    offer(told != suppressed.end() ? from : std::nullopt, std::nullopt);
    setCost(std::nullopt);
    showTurns(image, detection);
    showScores(image, detection);
}

void DecisionSections::showMissed(const ExplainedImage& image, std::size_t object) {
    const auto missed = image.missed(object);
    if (!missed) {
        showNothing();
        return;
    }
    QString text = reasonMeaning(missed->reason);
    std::optional<float> nms_iou;
    std::optional<float> min_score;
    if (missed->nearest) {
        text += u' ' +
                tr("Nearest: %1, IoU %2.").arg(describe(*missed->nearest), twoDecimals(missed->nearest_iou));
    }
    if (missed->suppressor) {
        text += u' ' + tr("%1 suppresses it.").arg(describe(*missed->suppressor));
    }
    if (missed->reason == MissedReason::suppressed) {
        nms_iou = image.keptFrom(*missed->nearest);
    } else if (missed->found_at) {
        constexpr float kSteps = 100.0F;
        min_score = std::floor(*missed->found_at * kSteps) / kSteps;  // the slider's step below it
    }
    m_text->setText(text);
    m_text->show();
    m_turns->clear();
    m_turns->hide();
    setCost(std::nullopt);
    offer(nms_iou, min_score && *min_score > 0.0F ? min_score : std::nullopt);
    if (missed->nearest) {
        showScores(image, *missed->nearest);
    } else {
        m_scores_title->hide();
        m_scores->hide();
    }
}

}  // namespace priorscope
