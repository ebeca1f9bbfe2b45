#include "widgets/dataset/image_grid.hpp"

#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QScrollBar>

#include "widgets/canvas/box_painter.hpp"
#include "widgets/canvas/current_image.hpp"
#include "widgets/components/text.hpp"

namespace priorscope {
namespace {

constexpr int kCaption = 20;
constexpr int kPad = 4;

}  // namespace

ImageListModel::ImageListModel(Workbench& workbench, QObject* parent)
    : QAbstractListModel(parent), m_workbench(workbench) {
    connect(&workbench, &Workbench::datasetChanged, this, &ImageListModel::reset);
    connect(&workbench, &Workbench::imagesChanged, this, &ImageListModel::reset);
    connect(&workbench, &Workbench::browsedChanged, this, &ImageListModel::reset);
    connect(&workbench, &Workbench::editedChanged, this, &ImageListModel::reset);
    connect(&workbench.imageStore(), &ImageStore::thumbnailReady, this, &ImageListModel::announce);
    connect(&workbench.imageStore(), &ImageStore::thumbnailFailed, this, &ImageListModel::announce);
    reset();
}

void ImageListModel::reset() {
    if (m_dataset == m_workbench.dataset() && m_images == m_workbench.browsed()) {
        if (!m_images.empty()) {
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        }
        return;
    }
    beginResetModel();
    m_dataset = m_workbench.dataset();
    m_images = m_dataset ? m_workbench.browsed() : std::vector<std::size_t>{};
    m_rows.clear();
    for (std::size_t row = 0; row < m_images.size(); ++row) {
        m_rows.insert(static_cast<int>(m_images[row]), static_cast<int>(row));
    }
    endResetModel();
}

void ImageListModel::announce(int image) {
    const QModelIndex found = indexOf(image);
    if (found.isValid()) {
        Q_EMIT dataChanged(found, found, {ThumbnailRole, ProblemRole});
    }
}

QModelIndex ImageListModel::indexOf(int image) const {
    const auto found = m_rows.constFind(image);
    return found == m_rows.constEnd() ? QModelIndex() : index(*found);
}

int ImageListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_images.size());
}

QVariant ImageListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const std::size_t image = m_images[static_cast<std::size_t>(index.row())];
    const ImageRow record = m_workbench.shownRecord(static_cast<int>(image));
    const auto count = [&] { return m_workbench.shownObjects(static_cast<int>(image)); };
    switch (role) {
        case Qt::DisplayRole:
            return QString::fromStdString(record.id);
        case Qt::ToolTipRole: {
            const QString text = tr("%1: %2 × %3 px, %4 objects shown")
                                     .arg(QString::fromStdString(record.id))
                                     .arg(record.width)
                                     .arg(record.height)
                                     .arg(count());
            return record.verified ? tr("%1, verified").arg(text) : text;
        }
        case VerifiedRole:
            return record.verified;
        case ImageRole:
            return static_cast<int>(image);
        case ThumbnailRole:
            return m_workbench.imageStore().thumbnail(static_cast<int>(image));
        case ProblemRole:
            return m_workbench.imageStore().problem(static_cast<int>(image));
        case CountRole:
            return count();
        default:
            return {};
    }
}

ThumbnailDelegate::ThumbnailDelegate(const Workbench& workbench, QObject* parent)
    : QStyledItemDelegate(parent), m_workbench(workbench) {}

void ThumbnailDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const {
    const QRectF cell = QRectF(option.rect).adjusted(kPad, kPad, -kPad, -kPad);
    const QRectF area = cell.adjusted(0, 0, 0, -kCaption);
    const QRectF caption(cell.left(), area.bottom(), cell.width(), kCaption);
    const bool is_current = index.data(ImageListModel::ImageRole).toInt() == m_workbench.currentImage();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    if (option.state.testFlag(QStyle::State_MouseOver)) {
        painter->fillRect(QRectF(option.rect), m_theme.hover);
    }
    paintPicture(*painter, area, index, is_current);
    QFont font = m_theme.smallFont();
    font.setWeight(is_current ? QFont::DemiBold : QFont::Normal);
    painter->setFont(font);
    painter->setPen(m_theme.second);
    const QString count = countText(index.data(ImageListModel::CountRole).toInt());
    double width = tabularWidth(QFontMetricsF(font), count) + 8.0;
    drawTabular(*painter, caption, Qt::AlignRight, count);
    if (index.data(ImageListModel::VerifiedRole).toBool()) {
        const QString mark = QStringLiteral("✓");
        painter->setPen(m_theme.better);
        painter->drawText(caption.adjusted(0, 0, -width, 0), Qt::AlignRight | Qt::AlignVCenter, mark);
        width += QFontMetricsF(font).horizontalAdvance(mark) + 4.0;
    }
    painter->setPen(is_current ? m_theme.text : m_theme.second);
    painter->drawText(
        caption, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetricsF(font).elidedText(index.data().toString(), Qt::ElideMiddle, caption.width() - width));
    painter->restore();
}

void ThumbnailDelegate::paintPicture(QPainter& painter, const QRectF& area, const QModelIndex& index,
                                     bool is_current) const {
    const auto picture = index.data(ImageListModel::ThumbnailRole).value<QImage>();
    const int image = index.data(ImageListModel::ImageRole).toInt();
    const ImageRow record = m_workbench.shownRecord(image);
    const QSizeF natural(std::max(record.width, 1), std::max(record.height, 1));
    const QSizeF size =
        (picture.isNull() ? natural : QSizeF(picture.size())).scaled(area.size(), Qt::KeepAspectRatio);
    const QRectF target(QPointF(area.center().x() - size.width() / 2.0, area.bottom() - size.height()), size);
    if (!picture.isNull()) {
        painter.drawImage(target, picture);
    } else {
        painter.fillRect(target, m_theme.hover);
        painter.setFont(m_theme.smallFont());
        painter.setPen(m_theme.second);
        const bool is_missing = !index.data(ImageListModel::ProblemRole).toString().isEmpty();
        painter.drawText(
            target.adjusted(4, 0, -4, 0), Qt::AlignCenter | Qt::TextWordWrap,
            is_missing ? (record.image_exists ? tr("cannot be read") : tr("no image file")) : QString());
    }
    painter.setClipRect(target.adjusted(-1, -1, 1, 1));
    paintSmallBoxes(painter, target, objectBoxes(m_workbench, record, image));
    painter.setClipping(false);
    if (is_current) {
        painter.setPen(QPen(m_theme.text, 2.0));
        painter.drawRect(target.adjusted(-2, -2, 2, 2));
    }
}

QSize ThumbnailDelegate::sizeHint(const QStyleOptionViewItem& /*option*/,
                                  const QModelIndex& /*index*/) const {
    return m_cell;
}

ImageGrid::ImageGrid(Workbench& workbench, const Theme& theme, QWidget* parent)
    : QListView(parent),
      m_workbench(workbench),
      m_model(new ImageListModel(workbench, this)),
      m_delegate(new ThumbnailDelegate(workbench, this)) {
    setModel(m_model);
    setItemDelegate(m_delegate);
    setViewMode(QListView::IconMode);
    setMovement(QListView::Static);
    setViewportMargins(12, Metrics::kGap, 4, 0);
    setResizeMode(QListView::Adjust);
    setUniformItemSizes(true);
    setMouseTracking(true);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setSelectionMode(QAbstractItemView::NoSelection);
    setAccessibleName(tr("Images"));
    setTheme(theme);
    connect(&workbench, &Workbench::currentImageChanged, this, &ImageGrid::followCurrent);
    connect(m_model, &QAbstractItemModel::modelReset, this, &ImageGrid::followCurrent);
    connect(this, &QListView::doubleClicked, this, &ImageGrid::opened);
}

void ImageGrid::setTheme(const Theme& theme) {
    m_theme = theme;
    m_delegate->setTheme(theme);
    viewport()->update();
}

void ImageGrid::setCellWidth(int width) {
    m_cell_width = width;
    layOut();
}

QString ImageGrid::emptyReason() const {
    if (!m_workbench.dataset() || m_model->rowCount() > 0) {
        return {};
    }
    const QString text = QString::fromStdString(m_workbench.filter().text);
    if (!text.isEmpty()) {
        return tr("No image matches “%1”. Esc clears the search.").arg(text);
    }
    return m_workbench.splitSelection().size() > 0 ? tr("No image passes the filters.")
                                                   : tr("This split has no images.");
}

void ImageGrid::paintEvent(QPaintEvent* event) {
    QListView::paintEvent(event);
    if (const QString reason = emptyReason(); !reason.isEmpty()) {
        QPainter painter(viewport());
        painter.setPen(m_theme.second);
        painter.setFont(m_theme.textFont());
        painter.drawText(viewport()->rect().adjusted(16, 0, -16, 0), Qt::AlignCenter | Qt::TextWordWrap,
                         reason);
    }
}

void ImageGrid::layOut() {
    const int room = std::max(viewport()->width() - 1, 1);
    const int columns = std::max(1, room / m_cell_width);
    const int width = room / columns;
    const QSize cell(width, (width - 2 * kPad) * 3 / 4 + kCaption + 2 * kPad);
    m_delegate->setCell(cell);
    setGridSize(cell);
    verticalScrollBar()->setSingleStep(cell.height() / 3);
}

void ImageGrid::resizeEvent(QResizeEvent* event) {
    layOut();
    QListView::resizeEvent(event);
    followCurrent();
}

void ImageGrid::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        Q_EMIT opened();
        return;
    }
    QListView::keyPressEvent(event);
}

void ImageGrid::scrollContentsBy(int dx, int dy) {
    m_workbench.imageStore().forgetWaitingThumbnails();  // those now in view are requested when painted
    QListView::scrollContentsBy(dx, dy);
    viewport()->update();
}

void ImageGrid::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QListView::currentChanged(current, previous);
    if (current.isValid() && !m_following) {
        m_workbench.setCurrentImage(current.data(ImageListModel::ImageRole).toInt());
    }
    viewport()->update();
}

void ImageGrid::followCurrent() {
    const QScopedValueRollback guard(m_following, true);
    const QModelIndex index = m_model->indexOf(m_workbench.currentImage());
    setCurrentIndex(index);
    if (index.isValid()) {
        scrollTo(index);
    }
    viewport()->update();
}

}  // namespace priorscope
