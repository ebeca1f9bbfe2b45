#include "widgets/detect/errors/error_model.hpp"

#include <QCoreApplication>
#include <algorithm>

#include "widgets/components/crop_painter.hpp"
#include "widgets/components/gallery_view.hpp"
#include "widgets/components/text.hpp"
#include "widgets/detect/outcomes.hpp"
#include "widgets/detect/split/live_scores.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {
namespace {

struct MissedReasons {
    Q_DECLARE_TR_FUNCTIONS(priorscope::MissedReasons)
};

constexpr int kCaption = 30;  ///< two lines

class ErrorDelegate : public QStyledItemDelegate {
  public:
    ErrorDelegate(const ErrorModel& model, Workbench& workbench, const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent), m_model(model), m_workbench(workbench), m_theme(theme) {}
    void setTheme(const Theme& theme) { m_theme = theme; }
    void setCurrentItem(const std::optional<ErrorItem>& item) { m_current = item; }
    void setCell(const QSize& cell) { m_cell = cell; }
    QSize sizeHint(const QStyleOptionViewItem& /*option*/, const QModelIndex& /*index*/) const override {
        return m_cell;
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const QRectF cell = QRectF(option.rect).adjusted(4, 4, -4, -2);
        const QRectF area = cell.adjusted(0, 0, 0, -kCaption);
        painter->save();
        if (option.state.testFlag(QStyle::State_MouseOver) || option.state.testFlag(QStyle::State_HasFocus)) {
            painter->fillRect(QRectF(option.rect), m_theme.hover);
        }
        paintItem(*painter, area, index.row());
        painter->setFont(m_theme.smallFont());
        const QFontMetricsF metrics(painter->font());
        const QRectF first(area.left(), area.bottom() + 1, area.width(), kCaption / 2.0);
        painter->setPen(m_theme.text);
        painter->drawText(first, Qt::AlignLeft | Qt::AlignVCenter,
                          elided(metrics, index.data().toString(), first.width()));
        painter->setPen(m_theme.second);
        painter->drawText(first.translated(0, first.height() - 1), Qt::AlignLeft | Qt::AlignVCenter,
                          elided(metrics, m_model.remark(index.row()), first.width()));
        painter->restore();
    }

  private:
    void paintItem(QPainter& painter, const QRectF& area, int row) const {
        const ErrorItem& item = m_model.item(row);
        const LiveCounted& counted = *m_model.counted();
        const ErrorBoxes boxes = boxesOf(item, counted.split->detections.candidates, counted.split->truth);
        const Theme& theme = Theme::onPhotograph();
        const VerdictStyle missed = theme.verdict(Verdict::missed);
        std::vector<CropBox> shown;
        if (boxes.object) {
            shown.push_back({*boxes.object, missed.color, missed.line});
        }
        if (item.outcome && boxes.detection) {
            const OutcomeStyle style = outcomeStyle(*item.outcome, theme);
            shown.push_back({*boxes.detection, style.color, style.line});
        }
        const int image = m_model.imageOf(row);
        const TruthImage& size = counted.split->truth[item.image];
        const bool is_missing = !m_workbench.imageStore().problem(image).isEmpty();
        const std::optional<Box> about = item.outcome ? boxes.detection : boxes.object;
        paintCrop(painter, area,
                  {.picture = m_workbench.imageStore().thumbnail(image),
                   .size = QSizeF(size.width, size.height),
                   .absence = is_missing ? ErrorModel::tr("no image file") : QString()},
                  about.value_or(Box{0.0F, 0.0F, 1.0F, 1.0F}), shown, m_theme);
        if (m_current == item) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(m_theme.text, 2.0));
            painter.drawRect(area.adjusted(-1, -1, 1, 1));
        }
    }

    const ErrorModel& m_model;
    Workbench& m_workbench;
    Theme m_theme;
    QSize m_cell;
    std::optional<ErrorItem> m_current;
};

}  // namespace

QString reasonName(MissedReason reason) {
    switch (reason) {
        case MissedReason::suppressed:
            return MissedReasons::tr("Suppressed by NMS");
        case MissedReason::beyond_top_k:
            return MissedReasons::tr("Beyond top k");
        case MissedReason::given_away:
            return MissedReasons::tr("Given to a neighbour");
        case MissedReason::low_score:
            return MissedReasons::tr("Score too low");
        case MissedReason::other_class:
            return MissedReasons::tr("Called another class");
        case MissedReason::misplaced:
            return MissedReasons::tr("Badly placed");
        case MissedReason::no_candidate:
            return MissedReasons::tr("No candidate fits");
    }
    return {};
}

QString reasonMeaning(MissedReason reason) {
    switch (reason) {
        case MissedReason::suppressed:
            return MissedReasons::tr(
                "A candidate of its class overlaps it enough and scores enough, but NMS removed it for a "
                "better one.");
        case MissedReason::beyond_top_k:
            return MissedReasons::tr(
                "A candidate of its class overlaps it enough and scores enough, but the image has too many "
                "better "
                "ones.");
        case MissedReason::given_away:
            return MissedReasons::tr(
                "A detection of its class overlaps it enough, but belongs to another object that it overlaps "
                "more.");
        case MissedReason::low_score:
            return MissedReasons::tr(
                "A candidate of its class overlaps it enough, but scores below the threshold.");
        case MissedReason::other_class:
            return MissedReasons::tr(
                "No candidate of its class overlaps it enough; a detection of another class does.");
        case MissedReason::misplaced:
            return MissedReasons::tr("A detection of its class lies there, but overlaps it too little.");
        case MissedReason::no_candidate:
            return MissedReasons::tr(
                "The detector proposes nothing that fits: no candidate of its class overlaps it enough, "
                "whatever the "
                "score.");
    }
    return {};
}

ErrorModel::ErrorModel(Workbench& workbench, QObject* parent)
    : QAbstractListModel(parent), m_workbench(workbench) {
    const auto announce = [this](int image) {
        for (int row = 0; row < rowCount(); ++row) {
            if (imageOf(row) == image) {
                const QModelIndex each = index(row);
                Q_EMIT dataChanged(each, each, {Qt::DecorationRole});
            }
        }
    };
    connect(&workbench.imageStore(), &ImageStore::thumbnailReady, this, announce);
    connect(&workbench.imageStore(), &ImageStore::thumbnailFailed, this, announce);
}

void ErrorModel::setItems(const std::shared_ptr<const LiveCounted>& counted, std::vector<ErrorItem> items,
                          std::size_t most) {
    items.resize(std::min(items.size(), most));
    if (items == m_items && counted && m_counted && counted->split == m_counted->split) {
        m_counted = counted;
        return;
    }
    beginResetModel();
    m_counted = counted;
    m_items = std::move(items);
    endResetModel();
}

int ErrorModel::imageOf(int row) const {
    return static_cast<int>(m_counted->split->detections.images[item(row).image]);
}

int ErrorModel::rowOf(const ErrorItem& item) const {
    // Scores and reasons of missed objects may be known only later.
    const auto found = std::find_if(m_items.begin(), m_items.end(), [&](const ErrorItem& each) {
        return each.image == item.image && each.outcome.has_value() == item.outcome.has_value() &&
               (item.outcome ? each.candidate == item.candidate : each.object == item.object);
    });
    return found == m_items.end() ? -1 : static_cast<int>(found - m_items.begin());
}

int ErrorModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

QString ErrorModel::className(int label) const {
    const std::vector<std::string>& names = m_counted->split->detections.mapping.names;
    return label > 0 && static_cast<std::size_t>(label) <= names.size()
               ? QString::fromStdString(names[static_cast<std::size_t>(label) - 1])
               : QString();
}

QString ErrorModel::remark(int row) const {
    const ErrorItem& error = item(row);
    if (error.reason) {
        return error.candidate >= 0 ? tr("best %1").arg(figureText(static_cast<double>(error.score), 2))
                                    : reasonName(*error.reason);
    }
    const ErrorBoxes boxes = boxesOf(error, m_counted->split->detections.candidates, m_counted->split->truth);
    if (boxes.object_label > 0 && boxes.object_label != error.label) {
        return tr("is %1").arg(className(boxes.object_label));
    }
    return boxes.iou ? tr("IoU %1").arg(figureText(*boxes.iou, 2)) : QString();
}

QVariant ErrorModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const ErrorItem& error = item(index.row());
    const QString name = className(error.label);
    const QString title =
        error.outcome ? tr("%1 %2").arg(name, figureText(static_cast<double>(error.score), 2)) : name;
    if (role == Qt::DisplayRole) {
        return title;
    }
    if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole) {
        const QString meaning = error.outcome  ? outcomeMeaning(*error.outcome)
                                : error.reason ? reasonMeaning(*error.reason)
                                               : QString();
        const QString image = QString::fromStdString(
            m_counted->split->dataset->images[static_cast<std::size_t>(imageOf(index.row()))].id);
        return tr("%1 in %2. %3 Click to look at it.").arg(title, image, meaning);
    }
    return {};
}

ErrorGallery::ErrorGallery(Workbench& workbench, const Theme& theme, QWidget* parent)
    : QListView(parent), m_workbench(workbench), m_model(new ErrorModel(workbench, this)) {
    m_delegate = new ErrorDelegate(*m_model, workbench, theme, this);
    setModel(m_model);
    setItemDelegate(m_delegate);
    setCell({104, 116});
    setAccessibleName(tr("Errors"));
    const auto choose = [this](const QModelIndex& index) { Q_EMIT chosen(m_model->item(index.row())); };
    connect(this, &QListView::clicked, this, choose);
    connect(this, &QListView::activated, this, choose);
}

void ErrorGallery::scrollContentsBy(int dx, int dy) {
    m_workbench.imageStore().forgetWaitingThumbnails();  // those now in view are requested when painted
    QListView::scrollContentsBy(dx, dy);
    viewport()->update();
}

void ErrorGallery::setCell(const QSize& cell) {
    static_cast<ErrorDelegate*>(m_delegate)->setCell(cell);
    arrangeAsGallery(*this, cell);
}

void ErrorGallery::setTheme(const Theme& theme) {
    static_cast<ErrorDelegate*>(m_delegate)->setTheme(theme);
    viewport()->update();
}

void ErrorGallery::setCurrentItem(const std::optional<ErrorItem>& item) {
    static_cast<ErrorDelegate*>(m_delegate)->setCurrentItem(item);
    viewport()->update();
}

}  // namespace priorscope
