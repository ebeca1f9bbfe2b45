#include "widgets/theme/theme.hpp"

#include <QFile>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QPainter>
#include <QSvgRenderer>
#include <algorithm>
#include <cmath>

#include "core/image/class_color.hpp"

namespace priorscope {
namespace {

struct VerdictRow {
    Verdict verdict;
    const char* glyph;
    Qt::PenStyle line;
    const char* dark;
    const char* light;
};

constexpr std::array<VerdictRow, 8> kVerdicts{{
    {Verdict::true_positive, "✓", Qt::SolidLine, "#2bbd92", "#00795a"},
    {Verdict::classification, "C", Qt::SolidLine, "#d993b8", "#a84f84"},
    {Verdict::localisation, "L", Qt::SolidLine, "#e69f00", "#9a6a00"},
    {Verdict::both, "CL", Qt::SolidLine, "#4f8ce0", "#2f4fa8"},
    {Verdict::duplicate, "2", Qt::SolidLine, "#f0e442", "#7d7500"},
    {Verdict::background, "B", Qt::SolidLine, "#f0803c", "#b84f00"},
    {Verdict::missed, "M", Qt::DashLine, "#7cc6f0", "#1878ad"},
    {Verdict::suppressed, "S", Qt::DotLine, "#a0a0a6", "#6f6f75"},
}};

constexpr std::array<const char*, 6> kMapsDark{"#8c85f2", "#55a6f0", "#26b8bf",
                                               "#3fcb8b", "#a2d53c", "#ecd03f"};
constexpr std::array<const char*, 6> kMapsLight{"#4a3fc2", "#1f66bd", "#0b7480",
                                                "#0b7346", "#5a7300", "#8a6200"};

QPixmap renderedSvg(QByteArray svg, const QColor& color, int side, double ratio) {
    svg.replace("currentColor", color.name().toLatin1());
    QSvgRenderer renderer(svg);
    const int pixels = static_cast<int>(std::lround(side * ratio));
    QPixmap pixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    painter.end();
    pixmap.setDevicePixelRatio(ratio);
    return pixmap;
}

QFont interfaceFont(int pixels, QFont::Weight weight) {
    static const bool has_inter = QFontDatabase::families().contains(QStringLiteral("Inter"));
    QFont font =
        has_inter ? QFont(QStringLiteral("Inter")) : QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

}  // namespace

Theme Theme::day() {
    return {.dark = false,
            .window = "#f3f3f4",
            .base = "#ffffff",
            .raised = "#ffffff",
            .hover = "#e9e9eb",
            .selected = "#dcdce0",
            .hairline = "#d9d9dd",
            .border = "#a9a9af",
            .grid = "#ececee",
            .text = "#1b1b1d",
            .second = "#4c4c52",
            .third = "#65656b",
            .current = "#0072b2",
            .better = "#00795a",
            .worse = "#b84f00"};
}

Theme Theme::night() {
    return {.dark = true,
            .window = "#1c1c1e",
            .base = "#141415",
            .raised = "#29292c",
            .hover = "#313135",
            .selected = "#3b3b3f",
            .hairline = "#303034",
            .border = "#515157",
            .grid = "#232326",
            .text = "#e8e8ea",
            .second = "#b3b3b8",
            .third = "#8e8e94",
            .current = "#56b4e9",
            .better = "#2bbd92",
            .worse = "#f0803c"};
}

const Theme& Theme::onPhotograph() {
    static const Theme kTheme = night();
    return kTheme;
}

VerdictStyle Theme::verdict(Verdict verdict) const {
    const auto row = std::find_if(kVerdicts.begin(), kVerdicts.end(),
                                  [verdict](const VerdictRow& each) { return each.verdict == verdict; });
    return {QColor(QLatin1String(dark ? row->dark : row->light)), QString::fromUtf8(row->glyph), row->line};
}

QColor Theme::classColor(int index, int count) const {
    const Rgb rgb = priorscope::classColor(index, count, dark ? ColorGround::dark : ColorGround::light);
    return QColor::fromRgb(rgb[0], rgb[1], rgb[2]);
}

QColor Theme::mapColor(int index) const {
    const auto i = static_cast<std::size_t>(std::clamp(index, 0, 5));
    return QColor(QLatin1String(dark ? kMapsDark[i] : kMapsLight[i]));
}

QPalette Theme::palette() const {
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, const QColor& color) {
        palette.setColor(role, color);
    };
    set(QPalette::Window, window);
    set(QPalette::WindowText, text);
    set(QPalette::Base, base);
    set(QPalette::AlternateBase, window);
    set(QPalette::Text, text);
    set(QPalette::Button, raised);
    set(QPalette::ButtonText, text);
    set(QPalette::BrightText, worse);
    set(QPalette::ToolTipBase, raised);
    set(QPalette::ToolTipText, text);
    set(QPalette::PlaceholderText, third);
    set(QPalette::Highlight, selected);
    set(QPalette::HighlightedText, text);
    set(QPalette::Link, current);
    set(QPalette::LinkVisited, current);
    set(QPalette::Light, hover);
    set(QPalette::Midlight, hover);
    set(QPalette::Mid, hairline);
    set(QPalette::Dark, border);
    set(QPalette::Shadow, hairline);
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText}) {
        palette.setColor(QPalette::Disabled, role, third);
    }
    palette.setColor(QPalette::Disabled, QPalette::Base, window);
    palette.setColor(QPalette::Disabled, QPalette::Button, window);
    return palette;
}

QFont Theme::textFont() const {
    return interfaceFont(13, QFont::Normal);
}
QFont Theme::headingFont() const {
    return interfaceFont(15, QFont::DemiBold);
}
QFont Theme::strongFont() const {
    return interfaceFont(13, QFont::DemiBold);
}
QFont Theme::smallFont() const {
    return interfaceFont(11, QFont::Normal);
}

QIcon Theme::icon(const QString& name) const {
    return icon(name, text);
}

QIcon Theme::icon(const QString& name, const QColor& color) const {
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    const QByteArray svg = file.readAll();
    const double ratio = qGuiApp != nullptr ? qGuiApp->devicePixelRatio() : 1.0;
    QIcon icon;
    for (const int side : {16, 20, 24, 32}) {
        icon.addPixmap(renderedSvg(svg, color, side, ratio));
        icon.addPixmap(renderedSvg(svg, border, side, ratio), QIcon::Disabled);
    }
    return icon;
}

}  // namespace priorscope
