#include "widgets/training/samples/sample_grid.hpp"

#include <QPainter>
#include <algorithm>

#include "widgets/components/gallery_view.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/components/text.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {
namespace {

constexpr int kPicture = 176;
constexpr int kLine = 16;
constexpr int kPadding = 8;
constexpr QSize kCell{kPicture + kPadding, kPicture + 2 * kLine + kPadding + 4};

class SampleDelegate : public QStyledItemDelegate {
  public:
    SampleDelegate(const Workbench& workbench, const Theme& theme, const SampleModel& model, QObject* parent)
        : QStyledItemDelegate(parent), m_workbench(workbench), m_model(model), m_theme(theme) {}

    void setTheme(const Theme& theme) { m_theme = theme; }
    void setBoxesShown(bool shown) { m_shows_boxes = shown; }
    void setPriorsShown(bool shown) { m_shows_priors = shown; }

    QSize sizeHint(const QStyleOptionViewItem& /*option*/, const QModelIndex& /*index*/) const override {
        return kCell;
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const SampleView& view = m_model.view(index.row());
        const QRectF cell = QRectF(option.rect).adjusted(kPadding / 2.0, kPadding / 2.0, -kPadding / 2.0, 0);
        const QRectF area(cell.topLeft(), QSizeF(kPicture, kPicture));
        painter->save();
        painter->setRenderHint(QPainter::SmoothPixmapTransform);
        if (option.state.testFlag(QStyle::State_MouseOver)) {
            painter->fillRect(option.rect, m_theme.hover);
        }
        paintPicture(*painter, view, area);
        painter->setFont(m_theme.smallFont());
        const QFontMetricsF metrics(painter->font());
        const QRectF first(area.left(), area.bottom() + 2, area.width(), kLine);
        painter->setPen(m_theme.text);
        const QString epoch = SampleGrid::tr("epoch %1").arg(countText(view.epoch + 1));
        const qreal room = first.width() - metrics.horizontalAdvance(epoch) - kPadding;
        painter->drawText(first, Qt::AlignLeft | Qt::AlignVCenter,
                          elided(metrics, index.data().toString(), room));
        painter->setPen(m_theme.second);
        painter->drawText(first, Qt::AlignRight | Qt::AlignVCenter, epoch);
        const QString done = SampleModel::doneText(view);
        painter->drawText(first.translated(0, kLine), Qt::AlignLeft | Qt::AlignVCenter,
                          metrics.elidedText(done, Qt::ElideRight, first.width()));
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setPen(QPen(m_theme.text, 2.0));
            painter->setBrush(Qt::NoBrush);
            painter->drawRect(area.adjusted(-1, -1, 1, 1));
        }
        painter->restore();
    }

  private:
    static QRectF placed(const Box& box, const QRectF& area) {
        return {area.left() + static_cast<double>(box.x_min) * area.width(),
                area.top() + static_cast<double>(box.y_min) * area.height(),
                static_cast<double>(box.width()) * area.width(),
                static_cast<double>(box.height()) * area.height()};
    }

    void paintPicture(QPainter& painter, const SampleView& view, const QRectF& area) const {
        if (!view.problem.isEmpty()) {
            painter.fillRect(area, m_theme.hover);
            painter.setFont(m_theme.smallFont());
            painter.setPen(m_theme.text);
            painter.drawText(area.adjusted(6, 6, -6, -6), Qt::AlignCenter | Qt::TextWordWrap, view.problem);
            return;
        }
        painter.drawImage(area, view.picture);
        painter.setClipRect(area);
        if (m_shows_priors && view.priors != nullptr) {
            paintPositives(painter, view, area);
        }
        if (m_shows_boxes) {
            for (const AugmentedObject& object : view.objects) {
                outline(painter, placed(object.box, area),
                        m_workbench.classColor(Theme::onPhotograph(), object.label),
                        object.is_target ? Qt::SolidLine : Qt::DotLine);
            }
        }
        painter.setClipping(false);
    }

    void paintPositives(QPainter& painter, const SampleView& view, const QRectF& area) const {
        painter.setBrush(Qt::NoBrush);
        for (const MatchedPrior& positive : view.positives) {
            QColor color = Theme::onPhotograph().text;
            color.setAlphaF(0.45F);
            painter.setPen(QPen(color, 1.0, positive.is_forced ? Qt::DashLine : Qt::SolidLine));
            painter.drawRect(placed(view.priors->boxes[positive.prior], area));
        }
    }

    static void outline(QPainter& painter, const QRectF& rect, const QColor& color, Qt::PenStyle style) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(Theme::onPhotograph().base, 3.5));
        painter.drawRect(rect);
        painter.setPen(QPen(color, 1.5, style));
        painter.drawRect(rect);
    }

    const Workbench& m_workbench;
    const SampleModel& m_model;
    Theme m_theme;
    bool m_shows_boxes = true;
    bool m_shows_priors = false;
};

}  // namespace

SampleModel::SampleModel(Workbench& workbench, QObject* parent) : QAbstractListModel(parent) {
    connect(&workbench, &Workbench::datasetChanged, this, [this] { setSheet(nullptr); });
}

void SampleModel::setSheet(const SampleSheetPtr& sheet) {
    if (sheet == m_sheet) {
        return;
    }
    const bool same_rows = sheet && m_sheet && sheet->samples.size() == m_sheet->samples.size();
    if (!same_rows) {
        beginResetModel();
    }
    m_sheet = sheet;
    if (same_rows) {  // keeps where one has scrolled to
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    } else {
        endResetModel();
    }
}

int SampleModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || m_sheet == nullptr ? 0 : static_cast<int>(m_sheet->samples.size());
}

QString SampleModel::doneText(const SampleView& view) {
    QStringList done;
    if (!view.instead.isEmpty()) {
        done.append(view.instead);
    }
    for (const Sentence& each : view.done) {
        done.append(sentenceText(each));
    }
    return done.isEmpty() ? tr("only resized") : done.join(QStringLiteral("; "));
}

QVariant SampleModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const SampleView& sample = view(index.row());
    switch (role) {
        case Qt::DisplayRole:
            return sample.name;
        case Qt::ToolTipRole:
        case Qt::AccessibleTextRole: {
            const auto kept = std::count_if(sample.objects.begin(), sample.objects.end(),
                                            [](const AugmentedObject& object) { return object.is_target; });
            const QString text =
                tr("%1, epoch %2: %3.\n%4 of %5 objects, %6 positive priors.")
                    .arg(sample.name, countText(sample.epoch + 1), doneText(sample), countText(kept),
                         countText(static_cast<std::int64_t>(sample.objects_before)),
                         countText(static_cast<std::int64_t>(sample.positives.size())));
            return sample.image < 0 ? text : tr("%1 Click to make the image current.").arg(text);
        }
        case ImageRole:
            return sample.image;
        default:
            return {};
    }
}

SampleGrid::SampleGrid(Workbench& workbench, const Theme& theme, QWidget* parent)
    : QListView(parent),
      m_model(new SampleModel(workbench, this)),
      m_delegate(new SampleDelegate(workbench, theme, *m_model, this)) {
    setModel(m_model);
    setItemDelegate(m_delegate);
    arrangeAsGallery(*this, kCell);
    setFrameShape(QFrame::NoFrame);
    setViewportMargins(12, 4, 4, 4);
    setAccessibleName(tr("Training samples"));
    const auto choose = [&workbench](const QModelIndex& index) {
        if (const int image = index.data(SampleModel::ImageRole).toInt(); image >= 0) {
            workbench.setCurrentImage(image);
        }
    };
    connect(this, &QListView::clicked, this, choose);
    connect(this, &QListView::activated, this, choose);
}

void SampleGrid::setTheme(const Theme& theme) {
    static_cast<SampleDelegate*>(m_delegate)->setTheme(theme);
    viewport()->update();
}

void SampleGrid::setBoxesShown(bool shown) {
    static_cast<SampleDelegate*>(m_delegate)->setBoxesShown(shown);
    viewport()->update();
}

void SampleGrid::setPriorsShown(bool shown) {
    static_cast<SampleDelegate*>(m_delegate)->setPriorsShown(shown);
    viewport()->update();
}

}  // namespace priorscope
