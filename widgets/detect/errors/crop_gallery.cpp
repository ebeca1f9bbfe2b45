#include "widgets/detect/errors/crop_gallery.hpp"

#include <QPainter>

#include "widgets/components/gallery_view.hpp"
#include "widgets/components/text.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {
namespace {

constexpr int kCaption = 30;  ///< two lines
constexpr double kMark = 16;

class CropDelegate : public QStyledItemDelegate {
  public:
    CropDelegate(const CropModel& model, const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent), m_model(model), m_theme(theme) {}
    void setTheme(const Theme& theme) { m_theme = theme; }
    void setCell(const QSize& cell) { m_cell = cell; }
    QSize sizeHint(const QStyleOptionViewItem& /*option*/, const QModelIndex& /*index*/) const override {
        return m_cell;
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const CropItem item = m_model.crop(index.row());
        const QRectF cell = QRectF(option.rect).adjusted(4, 4, -4, -2);
        const QRectF area = cell.adjusted(0, 0, 0, -kCaption);
        painter->save();
        if (option.state.testFlag(QStyle::State_MouseOver) || option.state.testFlag(QStyle::State_HasFocus)) {
            painter->fillRect(QRectF(option.rect), m_theme.hover);
        }
        paintItem(*painter, area, item);
        painter->setFont(m_theme.smallFont());
        const QFontMetricsF metrics(painter->font());
        const QRectF first(area.left(), area.bottom() + 1, area.width(), kCaption / 2.0);
        painter->setPen(m_theme.text);
        painter->drawText(first, Qt::AlignLeft | Qt::AlignVCenter,
                          elided(metrics, index.data().toString(), first.width()));
        painter->setPen(m_theme.second);
        painter->drawText(first.translated(0, first.height() - 1), Qt::AlignLeft | Qt::AlignVCenter,
                          elided(metrics, item.remark, first.width()));
        painter->restore();
    }

  private:
    void paintItem(QPainter& painter, const QRectF& area, const CropItem& item) const {
        ImageStore& store = m_model.workbench().imageStore();
        const bool is_missing = item.image < 0 || !store.problem(item.image).isEmpty();
        paintCrop(painter, area,
                  {.picture = is_missing ? QImage() : store.thumbnail(item.image),
                   .size = item.size,
                   .absence = is_missing ? CropGallery::tr("no image file") : QString()},
                  item.about, item.boxes, m_theme);
        if (!item.mark.isEmpty()) {
            const QRectF mark(area.right() - kMark, area.top(), kMark, kMark);
            painter.fillRect(mark, m_theme.text);
            painter.setFont(m_theme.smallFont());
            painter.setPen(m_theme.base);
            painter.drawText(mark, Qt::AlignCenter, item.mark);
        }
        if (item.is_current) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(m_theme.text, 2.0));
            painter.drawRect(area.adjusted(-1, -1, 1, 1));
        }
    }

    const CropModel& m_model;
    Theme m_theme;
    QSize m_cell;
};

}  // namespace

CropModel::CropModel(Workbench& workbench, QObject* parent)
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

CropGallery::CropGallery(CropModel* model, const Theme& theme, QWidget* parent)
    : QListView(parent), m_model(model) {
    m_delegate = new CropDelegate(*model, theme, this);
    setModel(model);
    setItemDelegate(m_delegate);
    setCell({104, 116});
    const auto choose = [this](const QModelIndex& index) { Q_EMIT rowChosen(index.row()); };
    connect(this, &QListView::clicked, this, choose);
    connect(this, &QListView::activated, this, choose);
}

void CropGallery::scrollContentsBy(int dx, int dy) {
    m_model->workbench().imageStore().forgetWaitingThumbnails();  // those in view are requested when painted
    QListView::scrollContentsBy(dx, dy);
    viewport()->update();
}

void CropGallery::setCell(const QSize& cell) {
    static_cast<CropDelegate*>(m_delegate)->setCell(cell);
    arrangeAsGallery(*this, cell);
}

void CropGallery::setTheme(const Theme& theme) {
    static_cast<CropDelegate*>(m_delegate)->setTheme(theme);
    viewport()->update();
}

}  // namespace priorscope
