#include "widgets/dataset/network_preview.hpp"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <optional>
#include <vector>

#include "widgets/canvas/box_painter.hpp"
#include "widgets/canvas/current_image.hpp"
#include "widgets/components/text.hpp"
#include "widgets/session/run_document.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {
namespace {

constexpr int kHead = 28;
constexpr int kMostSide = 168;
constexpr int kLine = 16;
constexpr int kLines = 3;
constexpr std::array kModes{ResizeMode::stretch, ResizeMode::letterbox};
constexpr std::array kSmall{8, 16, 32};
constexpr double kRounding = 1e-3;  ///< pixels, of fractions in single precision

QRectF fractionOf(const QRectF& area, const Box& box) {
    return {area.left() + static_cast<double>(box.x_min) * area.width(),
            area.top() + static_cast<double>(box.y_min) * area.height(),
            static_cast<double>(box.width()) * area.width(),
            static_cast<double>(box.height()) * area.height()};
}

QString shareText(double share) {
    return QStringLiteral("%1 %").arg(figureText(100.0 * share, 0));
}

QString shortText(const ResizeEffect& effect, ResizeMode mode) {
    if (mode == ResizeMode::stretch) {
        const QString factor = figureText(effect.ratio, 2);
        return effect.ratio == 1.0 ? NetworkPreview::tr("ratios as they are")
                                   : NetworkPreview::tr("ratios × %1").arg(factor);
    }
    return effect.padding == 0.0 ? NetworkPreview::tr("no padding")
                                 : NetworkPreview::tr("%1 padding").arg(shareText(effect.padding));
}

/// The shorter side at an input to which the turned image is stretched.
double turnedSide(const ImageRow& image, const Box& box, int input_size) {
    const double width = static_cast<double>(box.width()) * image.width / image.height;
    const double height = static_cast<double>(box.height()) * image.height / image.width;
    return std::min(width, height) * input_size;
}

}  // namespace

ResizeEffect resizeEffect(const Workbench& workbench, int input_size, ResizeMode mode) {
    ResizeEffect effect;
    const std::optional<ImageRow> record = workbench.shownRecord();
    if (!record || record->width <= 0 || record->height <= 0) {
        return effect;
    }
    const ResizeMapping mapping = resizeMapping(record->width, record->height, input_size, mode);
    effect.ratio = mode == ResizeMode::stretch ? static_cast<double>(record->height) / record->width : 1.0;
    effect.turned_ratio = 1.0 / effect.ratio;
    effect.padding = 1.0 - static_cast<double>(mapping.scale_x) * static_cast<double>(mapping.scale_y);
    for (std::size_t number = 0; number < record->objects.size(); ++number) {
        const Annotation& object = record->objects[number];
        if (workbench.isRemoved(workbench.currentImage(), number) ||
            !isObjectShown(*record, object, workbench.filter())) {
            continue;
        }
        ++effect.objects;
        const Box box = mapping.inputFromImage(object.box);
        const double side = static_cast<double>(std::min(box.width(), box.height())) * input_size;
        const double turned =
            mode == ResizeMode::stretch ? turnedSide(*record, object.box, input_size) : side;
        for (std::size_t i = 0; i < kSmall.size(); ++i) {
            effect.small[i] += side < kSmall[i] - kRounding ? 1 : 0;
            effect.turned_small[i] += turned < kSmall[i] - kRounding ? 1 : 0;
        }
    }
    return effect;
}

NetworkPreview::NetworkPreview(Workbench& workbench, const RunDocument& draft, ThemeManager& themes,
                               QWidget* parent)
    : QWidget(parent), m_workbench(workbench), m_draft(draft), m_theme(themes.theme()) {
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&themes, &ThemeManager::changed, this, [this](const Theme& theme) {
        m_theme = theme;
        update();
    });
    for (const auto signal :
         {&Workbench::imagesChanged, &Workbench::datasetChanged, &Workbench::editedChanged}) {
        connect(&workbench, signal, this, &NetworkPreview::refresh);
    }
    connect(&workbench, &Workbench::currentImageChanged, this, &NetworkPreview::refresh);
    connect(&workbench, &Workbench::selectedObjectChanged, this, qOverload<>(&QWidget::update));
    connect(&draft, &RunDocument::detectorChanged, this, &NetworkPreview::refresh);
    connect(&workbench.imageStore(), &ImageStore::thumbnailReady, this, [this](int image) {
        if (image == m_workbench.currentImage()) {
            update();
        }
    });
    refresh();
}

void NetworkPreview::refresh() {
    setAccessibleName(tr("As the network sees it"));
    setAccessibleDescription(text(ResizeMode::stretch) + QLatin1Char(' ') + text(ResizeMode::letterbox));
    update();
}

int NetworkPreview::side(int width) const {
    return std::clamp((width - 3 * Metrics::kMargin) / 2, 48, kMostSide);
}

QSize NetworkPreview::sizeHint() const {
    return {Metrics::kInspector, heightForWidth(Metrics::kInspector)};
}

int NetworkPreview::heightForWidth(int width) const {
    return kHead + side(width) + 4 + kLines * kLine + Metrics::kGap;
}

QRect NetworkPreview::place(int number) const {
    const int edge = side(width());
    return {Metrics::kMargin + number * (edge + Metrics::kMargin), kHead, edge, edge};
}

QString NetworkPreview::text(ResizeMode mode) const {
    const int size = m_draft.spec().inputSize();
    const ResizeEffect effect = resizeEffect(m_workbench, size, mode);
    const QString what =
        mode == ResizeMode::stretch
            ? tr("Stretched to %1 × %1: the ratio of width to height of every object becomes × %2.")
                  .arg(size)
                  .arg(figureText(effect.ratio, 2))
            : tr("Letterboxed into %1 × %1: objects keep their ratios; %2 of the input, and of the network's "
                 "work, is padding.")
                  .arg(size)
                  .arg(shareText(effect.padding));
    const QString small =
        tr("Of %1 objects shown, %2 have a side under 8 px there, %3 under 16, %4 under 32.")
            .arg(countText(effect.objects))
            .arg(countText(effect.small[0]))
            .arg(countText(effect.small[1]))
            .arg(countText(effect.small[2]));
    const QString turned = mode == ResizeMode::stretch
                               ? tr("With the camera turned by 90°, ratios would become × %1, and %2 objects "
                                    "have a side under 8 px.")
                                     .arg(figureText(effect.turned_ratio, 2))
                                     .arg(countText(effect.turned_small[0]))
                               : tr("With the camera turned by 90°, as many.");
    return what + QLatin1Char(' ') + small + QLatin1Char(' ') + turned;
}

bool NetworkPreview::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const bool is_second = help->pos().x() >= place(1).left();
        const ResizeMode mode = kModes[is_second ? 1 : 0];
        const QString planned = m_draft.spec().preprocessing.resize == mode
                                    ? tr(" The run planned in Train resizes so.")
                                    : tr(" The run planned in Train resizes the other way.");
        QToolTip::showText(help->globalPos(), text(mode) + planned, this);
        return true;
    }
    return QWidget::event(event);
}

void NetworkPreview::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    const QRectF head(Metrics::kMargin, 0, width() - 2 * Metrics::kMargin, kHead);
    painter.setFont(m_theme.strongFont());
    painter.setPen(m_theme.text);
    painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter, tr("As the network sees it"));
    painter.setFont(m_theme.textFont());
    painter.setPen(m_theme.second);
    const QString size = QString::number(m_draft.spec().inputSize());
    drawTabular(painter, head, Qt::AlignRight, QStringLiteral("%1 × %1").arg(size));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    for (int number = 0; number < static_cast<int>(kModes.size()); ++number) {
        paintView(painter, number);
    }
}

void NetworkPreview::paintView(QPainter& painter, int number) const {
    const std::optional<ImageRow> record = m_workbench.shownRecord();
    const ResizeMode mode = kModes[static_cast<std::size_t>(number)];
    const QRectF input = place(number);
    if (record && record->width > 0 && record->height > 0) {
        const int size = m_draft.spec().inputSize();
        const ResizeMapping mapping = resizeMapping(record->width, record->height, size, mode);
        painter.fillRect(input, m_theme.border);
        const QImage picture = m_workbench.imageStore().thumbnail(m_workbench.currentImage());
        const QRectF pixels = fractionOf(input, mapping.inputFromImage({0.0F, 0.0F, 1.0F, 1.0F}));
        picture.isNull() ? painter.fillRect(pixels, m_theme.hover) : painter.drawImage(pixels, picture);
        painter.setClipRect(input);
        std::vector<CanvasBox> boxes = objectBoxes(m_workbench, *record);
        for (CanvasBox& box : boxes) {
            box.box = mapping.inputFromImage(box.box);
        }
        paintSmallBoxes(painter, input, boxes);
        painter.setClipping(false);
    } else {
        painter.fillRect(input, m_theme.hover);
    }
    const ResizeEffect effect = resizeEffect(m_workbench, m_draft.spec().inputSize(), mode);
    const bool is_planned = m_draft.spec().preprocessing.resize == mode;
    const QString name = mode == ResizeMode::stretch ? tr("Stretch") : tr("Letterbox");
    const QStringList lines{is_planned ? tr("%1, as planned").arg(name) : name, shortText(effect, mode),
                            tr("under 8 px: %1 of %2").arg(effect.small[0]).arg(effect.objects)};
    QRectF line(input.left(), input.bottom() + 4, input.width(), kLine);
    for (int i = 0; i < lines.size(); ++i) {
        QFont font = m_theme.smallFont();
        font.setWeight(i == 0 && is_planned ? QFont::DemiBold : QFont::Normal);
        painter.setFont(font);
        painter.setPen(i == 0 ? m_theme.text : m_theme.second);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetricsF(font).elidedText(lines[i], Qt::ElideRight, line.width()));
        line.translate(0, kLine);
    }
}

}  // namespace priorscope
