#include "widgets/priors/coverage/uncovered_gallery.hpp"

#include <algorithm>

#include "widgets/components/crop_painter.hpp"
#include "widgets/components/gallery_view.hpp"
#include "widgets/components/text.hpp"

namespace priorscope {
namespace {

constexpr QSize kCell{104, 104};
constexpr int kCaption = 20;

class CropDelegate : public QStyledItemDelegate {
  public:
    CropDelegate(const Workbench& workbench, const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent), m_workbench(workbench), m_theme(theme) {}
    void setTheme(const Theme& theme) { m_theme = theme; }
    QSize sizeHint(const QStyleOptionViewItem& /*option*/, const QModelIndex& /*index*/) const override {
        return kCell;
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const QRectF cell = QRectF(option.rect).adjusted(4, 6, -4, -2);
        const QRectF area = cell.adjusted(0, 0, 0, -kCaption);
        const QRectF caption(cell.left(), area.bottom(), cell.width(), kCaption);
        painter->save();
        painter->setRenderHint(QPainter::SmoothPixmapTransform);
        if (option.state.testFlag(QStyle::State_MouseOver)) {
            painter->fillRect(QRectF(option.rect), m_theme.hover);
        }
        paintObject(*painter, area, index);
        painter->setFont(m_theme.smallFont());
        const QString iou = figureText(index.data(UncoveredModel::IouRole).toDouble(), 2);
        painter->setPen(m_theme.second);
        drawTabular(*painter, caption, Qt::AlignRight, iou);
        painter->setPen(m_theme.text);
        painter->drawText(
            caption, Qt::AlignLeft | Qt::AlignVCenter,
            elided(QFontMetricsF(painter->font()), index.data().toString(), caption.width() - 30));
        painter->restore();
    }

  private:
    void paintObject(QPainter& painter, const QRectF& area, const QModelIndex& index) const {
        const int image = index.data(UncoveredModel::ImageRole).toInt();
        const int object = index.data(UncoveredModel::ObjectRole).toInt();
        const ImageRow record = m_workbench.dataset()->images[static_cast<std::size_t>(image)];
        const Box& box = record.objects[static_cast<std::size_t>(object)].box;
        const int label = index.data(UncoveredModel::LabelRole).toInt();
        const bool is_missing = index.data(UncoveredModel::MissingRole).toBool();
        paintCrop(painter, area,
                  {.picture = index.data(UncoveredModel::ThumbnailRole).value<QImage>(),
                   .size = QSizeF(std::max(record.width, 1), std::max(record.height, 1)),
                   .absence = is_missing ? UncoveredGallery::tr("no image file") : QString()},
                  box, {{box, m_workbench.classColor(Theme::onPhotograph(), label)}}, m_theme);
        if (image == m_workbench.currentImage() && object == m_workbench.selectedObject()) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(m_theme.text, 2.0));
            painter.drawRect(area.adjusted(-1, -1, 1, 1));
        }
    }

    const Workbench& m_workbench;
    Theme m_theme;
};

}  // namespace

UncoveredModel::UncoveredModel(Workbench& workbench, QObject* parent)
    : QAbstractListModel(parent), m_workbench(workbench) {
    const auto announce = [this](int image) {
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            if (m_rows[i].image == image) {
                const QModelIndex each = index(static_cast<int>(i));
                Q_EMIT dataChanged(each, each, {ThumbnailRole, MissingRole});
            }
        }
    };
    connect(&workbench.imageStore(), &ImageStore::thumbnailReady, this, announce);
    connect(&workbench.imageStore(), &ImageStore::thumbnailFailed, this, announce);
    connect(&workbench, &Workbench::datasetChanged, this, [this] { setView(nullptr, {}, 0); });
}

std::int64_t countOfClass(const CoverageViewPtr& view, const std::vector<std::size_t>& objects, int label) {
    return std::count_if(objects.begin(), objects.end(), [&](std::size_t index) {
        return label == 0 || (*view->objects)[index].label == label;
    });
}

void UncoveredModel::setView(const CoverageViewPtr& view, const std::vector<std::size_t>& objects,
                             int label) {
    std::vector<Row> rows;
    if (view) {
        for (const std::size_t index : objects) {
            const CoverageObject& object = (*view->objects)[index];
            if ((label == 0 || object.label == label) && static_cast<int>(rows.size()) < kMaxRows) {
                rows.push_back({static_cast<int>(object.image), static_cast<int>(object.object), object.label,
                                view->coverage.best[index].iou});
            }
        }
    }
    if (rows == m_rows && m_dataset == m_workbench.dataset()) {
        return;
    }
    beginResetModel();
    m_dataset = m_workbench.dataset();
    m_rows = std::move(rows);
    endResetModel();
}

int UncoveredModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant UncoveredModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
            return m_workbench.className(row.label);
        case Qt::ToolTipRole:
        case Qt::AccessibleTextRole:
            return tr("%1 in %2: best IoU %3. Click to look at it, double-click to open it in Dataset.")
                .arg(m_workbench.className(row.label),
                     QString::fromStdString(m_dataset->images[static_cast<std::size_t>(row.image)].id),
                     figureText(static_cast<double>(row.iou), 2));
        case ImageRole:
            return row.image;
        case ObjectRole:
            return row.object;
        case LabelRole:
            return row.label;
        case IouRole:
            return static_cast<double>(row.iou);
        case ThumbnailRole:
            return m_workbench.imageStore().thumbnail(row.image);
        case MissingRole:
            return !m_workbench.imageStore().problem(row.image).isEmpty();
        default:
            return {};
    }
}

UncoveredGallery::UncoveredGallery(Workbench& workbench, const Theme& theme, QWidget* parent)
    : QListView(parent),
      m_model(new UncoveredModel(workbench, this)),
      m_delegate(new CropDelegate(workbench, theme, this)) {
    setModel(m_model);
    setItemDelegate(m_delegate);
    arrangeAsGallery(*this, kCell);
    setViewportMargins(12, 0, 4, 0);
    setAccessibleName(tr("Uncovered objects"));
    const auto choose = [&workbench](const QModelIndex& index) {
        workbench.goToObject(index.data(UncoveredModel::ImageRole).toInt(),
                             index.data(UncoveredModel::ObjectRole).toInt());
    };
    connect(this, &QListView::clicked, this, choose);
    connect(this, &QListView::activated, this, choose);
    connect(&workbench, &Workbench::selectedObjectChanged, viewport(), qOverload<>(&QWidget::update));
}

void UncoveredGallery::setTheme(const Theme& theme) {
    static_cast<CropDelegate*>(m_delegate)->setTheme(theme);
    viewport()->update();
}

}  // namespace priorscope
