#include "core/training/report/html.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "core/base/text/number_text.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/base/text/xml_text.hpp"
#include "core/image/class_color.hpp"

namespace priorscope::report {
namespace {

std::string base64(std::string_view bytes) {
    constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t three = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            three = three << 8U | (k < count ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        }
        for (std::size_t k = 0; k < 4; ++k) {
            text += k <= count ? kDigits[three >> (18U - 6U * k) & 63U] : '=';
        }
    }
    return text;
}

/// @return "#rrggbb"
std::string colorText(const Rgb& color) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text = "#";
    for (const std::uint8_t part : color) {
        text += kDigits[part >> 4U];
        text += kDigits[part & 15U];
    }
    return text;
}

constexpr const char* kRules = R"(
:root{color-scheme:light dark;--ground:#ffffff;--raised:#f3f3f4;--line:#d9d9dd;--grid:#ececee;--text:#1b1b1d;
--second:#65656b;--bar:#0072b233}
body{margin:0 auto;max-width:1080px;padding:24px 16px;background:var(--ground);color:var(--text);
font:14px/1.45 system-ui,"Noto Sans CJK SC",sans-serif}
h1{font-size:22px;margin:0 0 16px}h2{font-size:17px;margin:40px 0 4px}h3{font-size:14px;margin:24px 0 8px}
.how{color:var(--second);margin:0 0 12px;font-weight:normal}
.warning{border-left:3px solid #d55e00;padding:4px 12px;background:var(--raised);margin:0 0 8px}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}.wide{overflow-x:auto}
th,td{border-bottom:1px solid var(--line);padding:4px 10px;text-align:left;vertical-align:top}
th{font-weight:600}.n{text-align:right}.bar{position:relative;min-width:140px}
.bar i{position:absolute;right:0;top:4px;bottom:4px;background:var(--bar)}
.cards{display:flex;flex-wrap:wrap;gap:8px}.card{background:var(--raised);border-radius:4px;padding:12px;width:190px}
.card b{display:block;font-size:22px;font-variant-numeric:tabular-nums}.card span{font-weight:600}
.card p{font-size:12px;margin:4px 0 0}
.plot{display:block;width:100%;max-width:800px}.plot text{fill:var(--second);font-size:11px}
svg path{fill:none;stroke-width:1.5}.grid{stroke:var(--grid);stroke-width:1}
.all{stroke:var(--text);stroke-width:2.5}.mark{fill:var(--ground);stroke:var(--text);stroke-width:2}
.d1{stroke-dasharray:7 3}.d2{stroke-dasharray:2 2}.d3{stroke-dasharray:8 3 2 3}
.legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:4px 20px}
.pictures{display:flex;flex-wrap:wrap;gap:12px}figure{margin:0;width:200px;break-inside:avoid}
figure img{display:block;max-width:100%}figcaption{font-size:12px;overflow-wrap:anywhere}
footer{margin-top:48px;color:var(--second);font-size:12px}
@media print{body{max-width:none;padding:0}h2,h3{break-after:avoid}tr,.card{break-inside:avoid}}
)";
constexpr const char* kDarkRules = R"(
:root{--ground:#141415;--raised:#1c1c1e;--line:#303034;--grid:#232326;--text:#e8e8ea;--second:#a8a8ae;
--bar:#56b4e955}
)";

std::string classColors(int classes, ColorGround ground) {
    std::string rules;
    for (int label = 1; label <= classes; ++label) {
        rules += ".c" + std::to_string(label) +
                 "{stroke:" + colorText(classColor(label - 1, classes, ground)) + "}\n";
    }
    return rules;
}

}  // namespace

std::string element(const char* name, const std::string& content, const std::string& attributes) {
    return std::string("<") + name + (attributes.empty() ? "" : " ") + attributes + ">" + content + "</" +
           name + ">\n";
}

std::string figure(const std::optional<double>& value, int decimals) {
    return value ? fixedText(*value, decimals) : "\xE2\x80\x93";
}

std::string cell(const std::string& content) {
    return "<td>" + content + "</td>";
}

std::string numberCell(const std::string& content) {
    return "<td class=\"n\">" + content + "</td>";
}

std::string numberCell(std::int64_t count) {
    return numberCell(std::to_string(count));
}

std::string headingOf(const std::string& above, const std::string& how) {
    return element("h2", above) + element("p", how, "class=\"how\"");
}

std::string table(const std::string& head, const std::string& rows) {
    return "<div class=\"wide\"><table>\n<thead><tr>" + head + "</tr></thead>\n<tbody>\n" + rows +
           "</tbody>\n</table></div>\n";
}

std::string titledRow(const std::string& title, const std::string& content) {
    return element("tr", "<th>" + title + "</th><td>" + content + "</td>");
}

std::string figureCard(const std::string& value, const std::string& title, const std::string& meaning) {
    return element("div",
                   "<b>" + value + "</b><span>" + title + "</span><p class=\"how\">" + meaning + "</p>",
                   "class=\"card\"");
}

std::string imageElement(const Image& picture, const std::string& alt) {
    return "<img alt=\"" + alt + "\" src=\"data:image/jpeg;base64," + base64(jpegBytes(picture, 80)) + "\"/>";
}

std::string shortPath(const std::filesystem::path& file) {
    constexpr std::ptrdiff_t kParts = 3;
    std::filesystem::path parts;
    const std::filesystem::path relative = file.relative_path();
    const auto count = std::distance(relative.begin(), relative.end());
    for (auto part = std::next(relative.begin(), std::max<std::ptrdiff_t>(count - kParts, 0));
         part != relative.end(); ++part) {
        parts /= *part;
    }
    return shownName(parts.string());
}

std::string styleSheet(int classes) {
    // Paper is light, whatever the screen is.
    return kRules + classColors(classes, ColorGround::light) +
           "@media screen and (prefers-color-scheme:dark){" + kDarkRules +
           classColors(classes, ColorGround::dark) + "}\n";
}

std::string document(const std::string& title, const std::string& style, const std::string& body,
                     const std::string& language) {
    // Nothing is asked of a network, not even by what somebody puts in later.
    const std::string policy =
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src "
        "data:; style-src 'unsafe-inline'\"/>\n";
    const std::string head =
        element("head", "<meta charset=\"utf-8\"/>\n" + policy +
                            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n" +
                            element("title", title) + element("style", style));
    return "<!DOCTYPE html>\n" +
           element("html", head + element("body", body), "lang=\"" + xmlText(language) + "\"");
}

}  // namespace priorscope::report
