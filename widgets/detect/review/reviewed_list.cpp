#include "widgets/detect/review/reviewed_list.hpp"

#include <algorithm>
#include <unordered_map>

#include "core/dataset/image_lookup.hpp"
#include "widgets/components/text.hpp"
#include "widgets/detect/outcomes.hpp"
#include "widgets/detect/review/reviewed_errors.hpp"
#include "widgets/session/reviews.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {
namespace {

bool isMended(const Fate& fate) {
    return fate.state == Revisited::gone || fate.state == Revisited::right || fate.state == Revisited::found;
}

bool isStillWrong(const Fate& fate) {
    return fate.state == Revisited::still_wrong || fate.state == Revisited::missed;
}

}  // namespace

ReviewedModel::ReviewedModel(Workbench& workbench, Reviews& reviews, QObject* parent)
    : CropModel(workbench, parent), m_reviews(reviews) {
    connect(&reviews, &Reviews::changed, this, &ReviewedModel::refresh);
    connect(&workbench, &Workbench::datasetChanged, this, &ReviewedModel::refresh);
}

void ReviewedModel::setScores(const std::shared_ptr<const LiveCounted>& counted,
                              const std::shared_ptr<const LiveCurves>& curves) {
    m_counted = counted;
    m_curves = curves;
    refresh();
}

void ReviewedModel::setShown(Shown shown) {
    m_shown = shown;
    refresh();
}

std::vector<ReviewedModel::Row> ReviewedModel::rowsOfDataset() const {
    std::vector<Row> rows;
    const auto& dataset = workbench().dataset();
    if (!dataset) {
        return rows;
    }
    const std::string folder = reviewedDataset(*dataset);
    for (std::size_t i = 0; i < m_reviews.all().size(); ++i) {
        const ReviewedError& error = m_reviews.all()[i].error;
        if (error.dataset != folder) {
            continue;
        }
        const auto image = imageNamed(*dataset, error.image);
        rows.push_back({.review = i, .image = image ? static_cast<int>(*image) : -1});
    }
    return rows;
}

void ReviewedModel::visit(std::vector<Row>& rows) const {
    if (!m_counted || m_counted->split->dataset != workbench().dataset()) {
        return;
    }
    const SplitDetections& detections = m_counted->split->detections;
    std::unordered_map<std::size_t, std::size_t> places;
    for (std::size_t i = 0; i < detections.images.size(); ++i) {
        places.emplace(detections.images[i], i);
    }
    std::vector<RevisitedPlace> wanted;
    std::vector<std::size_t> of_row;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto place = places.find(static_cast<std::size_t>(rows[i].image));
        if (rows[i].image < 0 || place == places.end()) {
            continue;
        }
        const ReviewedError& error = m_reviews.all()[rows[i].review].error;
        const std::vector<std::string>& names = detections.mapping.names;
        const auto name = std::find(names.begin(), names.end(), error.class_name);
        wanted.push_back({.image = place->second,
                          .label = name == names.end() ? 0 : 1 + static_cast<int>(name - names.begin()),
                          .box = error.box,
                          .is_object = error.is_object});
        of_row.push_back(i);
    }
    const auto prospects =
        m_curves ? std::span<const ObjectProspects>(m_curves->prospects) : std::span<const ObjectProspects>();
    std::vector<Fate> fates =
        revisit(detections.candidates, *m_counted->kept, *m_counted->judged, m_counted->split->truth,
                prospects, m_counted->at.detection.min_score, wanted);
    for (std::size_t i = 0; i < fates.size(); ++i) {
        rows[of_row[i]].fate = fates[i];
    }
}

bool ReviewedModel::isShown(const Row& row) const {
    const ReviewVerdict verdict = m_reviews.all()[row.review].verdict;
    switch (m_shown) {
        case all:
            return true;
        case model_wrong:
            return verdict == ReviewVerdict::model_wrong;
        case label_wrong:
            return verdict == ReviewVerdict::label_wrong;
        case unsure:
            return verdict == ReviewVerdict::unsure;
        case still_wrong:
            return row.fate && isStillWrong(*row.fate);
        case mended:
            return row.fate && isMended(*row.fate);
    }
    return false;
}

void ReviewedModel::refresh() {
    std::vector<Row> rows = rowsOfDataset();
    visit(rows);
    m_counts = {.reviewed = static_cast<int>(rows.size())};
    for (const Row& row : rows) {
        m_counts.still_wrong += row.fate && isStillWrong(*row.fate) ? 1 : 0;
        m_counts.mended += row.fate && isMended(*row.fate) ? 1 : 0;
    }
    std::erase_if(rows, [this](const Row& row) { return !isShown(row); });
    const bool is_same_list =
        std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                   [](const Row& a, const Row& b) { return a.review == b.review && a.image == b.image; });
    if (is_same_list && !rows.empty()) {
        m_rows = std::move(rows);
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int ReviewedModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QString ReviewedModel::remark(const Row& row) const {
    if (row.image < 0) {
        return tr("image not there");
    }
    if (!row.fate) {
        return m_counted ? tr("not in this split") : tr("not evaluated");
    }
    const QString score = figureText(static_cast<double>(row.fate->score), 2);
    switch (row.fate->state) {
        case Revisited::still_wrong:
            return tr("still wrong, %1").arg(score);
        case Revisited::right:
            return tr("right, %1").arg(score);
        case Revisited::gone:
            return tr("gone");
        case Revisited::missed:
            return tr("still missed");
        case Revisited::found:
            return tr("found, %1").arg(score);
        case Revisited::no_object:
            return tr("no such object");
    }
    return {};
}

QVariant ReviewedModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const Review& review = m_reviews.all()[row.review];
    const QString name = QString::fromStdString(review.error.class_name);
    const QString title = review.error.is_object ? tr("%1, missed").arg(name) : name;
    if (role == Qt::DisplayRole) {
        return title;
    }
    if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole) {
        QStringList parts{
            tr("%1 in %2: %3")
                .arg(title, QString::fromStdString(review.error.image), verdictName(review.verdict)),
            tr("Now: %1").arg(remark(row))};
        if (!review.note.empty()) {
            parts.append(QString::fromStdString(review.note));
        }
        if (!review.sent.empty()) {
            parts.append(tr("Sent back to training"));
        }
        return parts.join(QStringLiteral(". "));
    }
    return {};
}

CropItem ReviewedModel::crop(int row) const {
    const Row& shown = m_rows[static_cast<std::size_t>(row)];
    const Review& review = m_reviews.all()[shown.review];
    const Theme& theme = Theme::onPhotograph();
    CropItem crop{.image = shown.image, .about = review.error.box};
    if (shown.image >= 0) {
        const ImageRow record = workbench().dataset()->images[static_cast<std::size_t>(shown.image)];
        crop.size = QSizeF(std::max(record.width, 1), std::max(record.height, 1));
    }
    const VerdictStyle place = theme.verdict(review.error.is_object ? Verdict::missed : Verdict::suppressed);
    crop.boxes.push_back({review.error.box, place.color, place.line});
    if (shown.fate && shown.fate->item && shown.fate->item->outcome) {
        const OutcomeStyle style = outcomeStyle(*shown.fate->item->outcome, theme);
        const ErrorBoxes boxes =
            boxesOf(*shown.fate->item, m_counted->split->detections.candidates, m_counted->split->truth);
        if (boxes.detection) {
            crop.boxes.push_back({*boxes.detection, style.color, style.line});
        }
    }
    crop.remark = remark(shown);
    crop.mark = verdictMark(review.verdict);
    return crop;
}

}  // namespace priorscope
