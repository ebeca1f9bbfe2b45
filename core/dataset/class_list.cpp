#include "core/dataset/class_list.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "core/base/error.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/base/text/unicode.hpp"
#include "core/dataset/class_names.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

Sentence writeItPlainly() {
    return Core::tr("Write one class name per line, as plain text in UTF-8, without background");
}

struct Line {
    std::string text;
    int number = 0;
};

[[noreturn]] void fail(const fs::path& file, int line, Sentence reason, Sentence remedy = writeItPlainly()) {
    throw Error({.action = Core::tr("reading the class list"),
                 .file = shownName(file.native()),
                 .line = line,
                 .reason = std::move(reason),
                 .remedy = std::move(remedy)});
}

std::vector<Line> linesOf(std::string_view text) {
    std::vector<Line> lines;
    int number = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
        const bool pair = end + 1 < text.size() && text[end] == '\r' && text[end + 1] == '\n';
        ++number;
        std::string line = cleanedClassName(text.substr(at, end - at));
        if (!line.empty()) {
            lines.push_back({std::move(line), number});
        }
        at = end + (pair ? 2 : 1);
    }
    return lines;
}

std::optional<int> wholeNumber(std::string_view text) {
    int value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = result.ec == std::errc{} && result.ptr == text.data() + text.size() && !text.empty();
    return whole ? std::optional(value) : std::nullopt;
}

struct Numbered {
    int number = 0;
    std::string name;
};

/// "0 helmet", "1: vest", "2, boots", "3. gloves", "4 -> mask"
std::optional<Numbered> numberedInFront(std::string_view line) {
    constexpr std::string_view kDividers = " \t:,;=.)->";
    const std::size_t end = line.find_first_of(kDividers);
    const auto number = end == std::string_view::npos ? std::nullopt : wholeNumber(line.substr(0, end));
    const std::size_t name = end == std::string_view::npos ? end : line.find_first_not_of(kDividers, end);
    if (!number || name == std::string_view::npos) {
        return std::nullopt;
    }
    return Numbered{*number, std::string(line.substr(name))};
}

/// "helmet:0", "vest, 1"
std::optional<Numbered> numberedBehind(std::string_view line) {
    const std::size_t gap = line.find_last_of(":,;=");
    const auto number =
        gap == std::string_view::npos ? std::nullopt : wholeNumber(trimmedText(line.substr(gap + 1)));
    const std::string_view name = trimmedText(line.substr(0, gap == std::string_view::npos ? 0 : gap));
    if (!number || name.empty()) {
        return std::nullopt;
    }
    return Numbered{*number, std::string(name)};
}

/// "10 euro", "20 euro": the numbers are part of the names.
bool areUnits(const std::vector<std::string>& names) {
    return names.size() > 1 && std::all_of(names.begin(), names.end(), [&names](const std::string& name) {
               return name == names.front();
           });
}

/// Strips the numbers if every line has one and they are consecutive from 0 or 1.
template <typename Split>
bool stripNumbers(std::vector<Line>& lines, const Split& split) {
    std::vector<std::string> names;
    int first = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::optional<Numbered> each = split(lines[i].text);
        if (i == 0 && each) {
            first = each->number;
        }
        if (!each || (first != 0 && first != 1) || each->number != first + static_cast<int>(i)) {
            return false;
        }
        names.push_back(cleanedClassName(each->name));
    }
    if (names.size() == 1 && first != 0) {
        return false;  // "1 euro" is more likely a name
    }
    if (areUnits(names)) {
        return true;
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        lines[i].text = std::move(names[i]);
    }
    return true;
}

/// CVAT's "label:color_rgb:parts:actions": three colons on every line. Its background entry is dropped.
bool takeLabelMap(std::vector<Line>& lines) {
    std::vector<Line> taken;
    for (const Line& line : lines) {
        if (line.text.starts_with('#')) {
            continue;
        }
        if (std::count(line.text.begin(), line.text.end(), ':') != 3) {
            return false;
        }
        const std::string name = cleanedClassName(std::string_view(line.text).substr(0, line.text.find(':')));
        if (!isBackgroundName(name)) {
            taken.push_back({name, line.number});
        }
    }
    if (taken.empty()) {
        return false;
    }
    lines = std::move(taken);
    return true;
}

/// Removes quotation marks, if all names have them.
void dropQuotes(std::vector<Line>& lines) {
    const bool quoted = std::all_of(lines.begin(), lines.end(), [](const Line& line) {
        const std::string& text = line.text;
        return text.size() > 2 && text.front() == text.back() &&
               (text.front() == '"' || text.front() == '\'');
    });
    if (quoted) {
        for (Line& line : lines) {
            line.text = cleanedClassName(std::string_view(line.text).substr(1, line.text.size() - 2));
        }
    }
}

/// Numbers that could be ids but are not consecutive: kept or stripped, some names would be wrong.
void refuseOtherNumbers(const fs::path& file, const std::vector<Line>& lines) {
    std::vector<std::string> in_front;
    std::vector<std::string> behind;
    for (const Line& line : lines) {
        if (const auto each = numberedInFront(line.text)) {
            in_front.push_back(each->name);
        }
        if (const auto each = numberedBehind(line.text)) {
            behind.push_back(each->name);
        }
    }
    const bool numbered_in_front = in_front.size() == lines.size() && !areUnits(in_front);
    const bool numbered_behind = behind.size() == lines.size() && !areUnits(behind);
    if (lines.size() > 1 && (numbered_in_front || numbered_behind)) {
        fail(file, lines.front().number,
             Core::tr("every line has a number, and the numbers do not rise by one from 0 or 1"),
             Core::tr("Remove them where they are ids; where they are part of the names, put every name in "
                      "quotes"));
    }
}

/// A comma or semicolon at the end of each line, except possibly the last.
void dropEndingCommas(std::vector<Line>& lines) {
    const auto ends = [](const Line& line) { return line.text.ends_with(',') || line.text.ends_with(';'); };
    if (lines.size() > 1 && std::all_of(lines.begin(), lines.end() - 1, ends)) {
        for (Line& line : lines) {
            if (ends(line)) {
                line.text = cleanedClassName(std::string_view(line.text).substr(0, line.text.size() - 1));
            }
        }
    }
}

/// "path: ../data", "names = obj.names": keys of YAML and of darknet's .data files.
bool isKeyLine(std::string_view text) {
    constexpr std::array<std::string_view, 8> kKeys{"path", "train", "val",     "test",
                                                    "nc",   "names", "classes", "download"};
    const std::size_t end = text.find_first_of(":=");
    const bool label_map = std::count(text.begin(), text.end(), ':') == 3;
    if (end == std::string_view::npos || label_map) {
        return false;
    }
    const std::string_view key = trimmedText(text.substr(0, end));
    // "train: 6" may be the class "train" in a numbered list.
    const bool is_count = key == "nc" || key == "classes";
    return std::find(kKeys.begin(), kKeys.end(), key) != kKeys.end() && (is_count || !numberedBehind(text));
}

void refuseOtherFormats(const fs::path& file, const std::vector<Line>& lines) {
    for (const Line& line : lines) {
        const std::string_view text = line.text;
        if (text.starts_with('{') || text.starts_with('[') || text.starts_with('<') || text.ends_with('{') ||
            text == "---" || text.starts_with("- ") || isKeyLine(text)) {
            fail(file, line.number,
                 Core::tr("the file looks like JSON, YAML, XML or a label map of another program"));
        }
        if (text.starts_with('#') && std::count(text.begin(), text.end(), ':') != 3) {
            fail(file, line.number, Core::tr("the line begins with #, as comments do"),
                 Core::tr("Remove the line, or put the name in quotes"));
        }
        if (text.size() > 200) {
            fail(file, line.number, Core::tr("the line has %1 bytes, too many for a name").arg(text.size()));
        }
    }
    if (lines.size() == 1 && lines.front().text.find_first_of(",;") != std::string::npos) {
        fail(file, lines.front().number, Core::tr("the names stand in one line, separated by commas"));
    }
    const auto all = [&lines](const auto& test) {
        return std::all_of(lines.begin(), lines.end(), [&test](const Line& line) { return test(line.text); });
    };
    const bool columns = lines.size() > 1 && all([](const std::string& text) {
                             return text.find(',') != std::string::npos && !text.ends_with(',');
                         }) &&
                         !all([](const std::string& text) { return numberedInFront(text).has_value(); }) &&
                         !all([](const std::string& text) { return numberedBehind(text).has_value(); });
    if (columns) {
        fail(file, lines.front().number, Core::tr("every line has several columns, separated by commas"));
    }
}

}  // namespace

std::vector<std::string> readClassList(const fs::path& file) {
    const DecodedText text = readTextFile(file, Core::tr("reading the class list"));
    if (text.certainty == TextCertainty::unreadable) {
        fail(file, 0, Core::tr("its encoding is not recognised; it is not UTF-8"));
    }
    std::vector<Line> lines = linesOf(text.text);
    refuseOtherFormats(file, lines);
    dropEndingCommas(lines);
    if (!takeLabelMap(lines) && !stripNumbers(lines, numberedInFront) &&
        !stripNumbers(lines, numberedBehind)) {
        refuseOtherNumbers(file, lines);
    }
    dropQuotes(lines);
    std::vector<std::string> names;
    std::unordered_map<std::string, Line> seen;
    for (const Line& line : lines) {
        if (line.text.empty()) {
            fail(file, line.number, Core::tr("the line has a number and no name"));
        }
        if (isBackgroundName(line.text)) {
            fail(
                file, line.number, Core::tr("the class \"%1\" is the background").arg(line.text),
                Core::tr("Remove the line: every detector has a background of its own, which is not listed"));
        }
        const auto [known, is_new] = seen.try_emplace(caseFolded(line.text), line);
        if (!is_new) {
            fail(file, line.number,
                 known->second.text == line.text
                     ? Core::tr("the class \"%1\" occurs twice (line %2)")
                           .arg(line.text)
                           .arg(known->second.number)
                     : Core::tr("the class \"%1\" differs from \"%2\" (line %3) only in letter case")
                           .arg(line.text)
                           .arg(known->second.text)
                           .arg(known->second.number),
                 Core::tr("Remove one of the two lines"));
        }
        names.push_back(line.text);
    }
    if (names.empty()) {
        fail(file, 0, Core::tr("it names no class"));
    }
    return names;
}

}  // namespace priorscope
