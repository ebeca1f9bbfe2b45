#include "widgets/training/watched/watched_view.hpp"

#include <QPainter>
#include <algorithm>
#include <utility>

#include "widgets/canvas/box_painter.hpp"
#include "widgets/components/gallery_view.hpp"
#include "widgets/components/text.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {
namespace {

constexpr int kPicture = 92;  // height, unless the view has another one
constexpr int kLeastPicture = 56;
constexpr int kMostPicture = 240;
constexpr int kLine = 16;
constexpr int kPadding = 12;
constexpr int kBelow = 2 * kLine + 6;  // a picture
constexpr int kScrollBar = 10;

int leastWidth(int picture) {
    constexpr int kCaption = 108;  // "✓ 16   × 14   M 4"
    return std::max(picture * 5 / 4, kCaption) + kPadding;
}

class WatchedDelegate : public QStyledItemDelegate {
  public:
    WatchedDelegate(const Theme& theme, const WatchedModel& model, QObject* parent)
        : QStyledItemDelegate(parent), m_model(model), m_theme(theme) {}

    void setTheme(const Theme& theme) { m_theme = theme; }
    void setCell(const QSize& cell) { m_cell = cell; }
    const QSize& cell() const { return m_cell; }

    QSize sizeHint(const QStyleOptionViewItem& /*option*/, const QModelIndex& /*index*/) const override {
        return m_cell;
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const WatchedCell& cell = m_model.sheet().cells[static_cast<std::size_t>(index.row())];
        const QRectF area(QPointF(option.rect.left(), option.rect.top() + 2),
                          QSizeF(m_cell.width() - kPadding, m_cell.height() - kBelow));
        painter->save();
        painter->setRenderHint(QPainter::SmoothPixmapTransform);
        if (option.state.testFlag(QStyle::State_MouseOver)) {
            painter->fillRect(QRectF(option.rect).adjusted(-2, 0, -kPadding + 2, 0), m_theme.hover);
        }
        paintPicture(*painter, area, cell, index);
        painter->setFont(m_theme.smallFont());
        const QFontMetricsF metrics(painter->font());
        const QRectF name(area.left(), area.bottom() + 2, area.width(), kLine);
        painter->setPen(m_theme.text);
        painter->drawText(name, Qt::AlignLeft | Qt::AlignVCenter, elided(metrics, cell.name, name.width()));
        painter->setPen(m_theme.second);
        painter->drawText(
            name.translated(0, kLine), Qt::AlignLeft | Qt::AlignVCenter,
            metrics.elidedText(WatchedModel::shortCountsText(cell), Qt::ElideRight, name.width()));
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setPen(QPen(m_theme.text, 2.0));
            painter->setBrush(Qt::NoBrush);
            painter->drawRect(area.adjusted(-1, -1, 1, 1));
        }
        painter->restore();
    }

  private:
    /// The whole image, as large as the cell allows, at its left.
    void paintPicture(QPainter& painter, const QRectF& area, const WatchedCell& cell,
                      const QModelIndex& index) const {
        const auto picture = index.data(WatchedModel::ThumbnailRole).value<QImage>();
        if (picture.isNull()) {
            painter.fillRect(area, m_theme.hover);
            painter.setFont(m_theme.smallFont());
            painter.setPen(m_theme.second);
            painter.drawText(area.adjusted(4, 0, -4, 0), Qt::AlignCenter | Qt::TextWordWrap,
                             index.data(WatchedModel::ProblemRole).toString());
            return;
        }
        const QSizeF size = QSizeF(picture.size()).scaled(area.size(), Qt::KeepAspectRatio);
        const QRectF target(QPointF(area.left(), area.bottom() - size.height()), size);
        painter.drawImage(target, picture);
        painter.setClipRect(target.adjusted(-1, -1, 1, 1));
        paintSmallBoxes(painter, target, cell.boxes);
        painter.setClipping(false);
    }

    const WatchedModel& m_model;
    Theme m_theme;
    QSize m_cell{leastWidth(kPicture), kPicture + kBelow};
};

}  // namespace

WatchedModel::WatchedModel(Workbench& workbench, QObject* parent)
    : QAbstractListModel(parent), m_workbench(workbench) {
    const auto announce = [this](int image) {
        for (int row = 0; row < rowCount(); ++row) {
            if (m_sheet.cells[static_cast<std::size_t>(row)].image == image) {
                Q_EMIT dataChanged(index(row), index(row));
            }
        }
    };
    connect(&workbench.imageStore(), &ImageStore::thumbnailReady, this, announce);
    connect(&workbench.imageStore(), &ImageStore::thumbnailFailed, this, announce);
    connect(&workbench, &Workbench::datasetChanged, this, [this] { setSheet({}); });
}

void WatchedModel::setSheet(WatchedSheet sheet) {
    const bool same_rows = !sheet.cells.empty() && sheet.cells.size() == m_sheet.cells.size();
    if (!same_rows) {
        beginResetModel();
    }
    m_sheet = std::move(sheet);
    if (same_rows) {  // keeps where one has scrolled to
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    } else {
        endResetModel();
    }
}

int WatchedModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_sheet.cells.size());
}

QString WatchedModel::countsText(const WatchedCell& cell) {
    if (cell.image < 0) {
        return tr("not in this dataset");
    }
    return tr("%1 right, %2 wrong, %3 missed")
        .arg(countText(cell.right), countText(cell.wrong), countText(cell.missed));
}

QString WatchedModel::shortCountsText(const WatchedCell& cell) {
    return cell.image < 0 ? countsText(cell)
                          : QStringLiteral("✓ %1   × %2   M %3")
                                .arg(countText(cell.right), countText(cell.wrong), countText(cell.missed));
}

QVariant WatchedModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const WatchedCell& cell = m_sheet.cells[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
            return cell.name;
        case Qt::ToolTipRole:
        case Qt::AccessibleTextRole: {
            const QString text =
                tr("%1 at step %2: %3.").arg(cell.name, countText(m_sheet.step), countsText(cell));
            return cell.image < 0 ? text : tr("%1 A click opens it in Detect.").arg(text);
        }
        case ImageRole:
            return cell.image;
        case ThumbnailRole:
            return cell.image < 0 ? QVariant() : m_workbench.imageStore().thumbnail(cell.image);
        case ProblemRole:
            return cell.image < 0 || m_workbench.imageStore().problem(cell.image).isEmpty()
                       ? QString()
                       : tr("cannot be read");
        default:
            return {};
    }
}

WatchedView::WatchedView(Workbench& workbench, const Theme& theme, QWidget* parent)
    : QListView(parent),
      m_model(new WatchedModel(workbench, this)),
      m_delegate(new WatchedDelegate(theme, *m_model, this)) {
    setModel(m_model);
    setItemDelegate(m_delegate);
    arrangeAsGallery(*this, {leastWidth(kPicture), kPicture + kBelow});
    setWrapping(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setFrameShape(QFrame::NoFrame);
    setViewportMargins(Metrics::kMargin, 4, 4, 0);
    setAccessibleName(tr("Validation images"));
    connect(m_model, &QAbstractItemModel::modelReset, this, &WatchedView::arrange);
    const auto choose = [this](const QModelIndex& index) {
        if (const int image = index.data(WatchedModel::ImageRole).toInt(); image >= 0) {
            Q_EMIT chosen(image);
        }
    };
    connect(this, &QListView::clicked, this, choose);
    connect(this, &QListView::activated, this, choose);
}

void WatchedView::setTheme(const Theme& theme) {
    static_cast<WatchedDelegate*>(m_delegate)->setTheme(theme);
    viewport()->update();
}

void WatchedView::resizeEvent(QResizeEvent* event) {
    QListView::resizeEvent(event);
    arrange();
}

void WatchedView::arrange() {
    auto* delegate = static_cast<WatchedDelegate*>(m_delegate);
    // Whether the scroll bar is there follows from the cells, and must not change them.
    const int picture =
        std::clamp(maximumViewportSize().height() - kScrollBar - kBelow - 2, kLeastPicture, kMostPicture);
    const int room = viewport()->width() / std::max(1, m_model->rowCount());
    const QSize cell(
        std::clamp(room, leastWidth(picture), std::max(leastWidth(picture), 2 * picture + kPadding)),
        picture + kBelow);
    if (cell != delegate->cell()) {
        delegate->setCell(cell);
        setGridSize(cell);
    }
}

QSize WatchedView::sizeHint() const {
    return {4 * leastWidth(kPicture), kPicture + kBelow + kScrollBar + 4};
}

QSize WatchedView::minimumSizeHint() const {
    return {leastWidth(kPicture), kLeastPicture + kBelow + kScrollBar + 4};
}

}  // namespace priorscope
