#include "core/formats/voc/list_entries.hpp"

#include <algorithm>
#include <limits>

#include "core/base/text/unicode.hpp"
#include "core/formats/images/image_index.hpp"

namespace priorscope {
namespace {

constexpr std::size_t kLongestLine = 4096;  // bytes; the system allows no longer paths
constexpr std::size_t kSeveral = std::numeric_limits<std::size_t>::max();
constexpr std::string_view kSeparators = " \t,;";

std::string_view unquoted(std::string_view text) {
    const bool quoted =
        text.size() >= 2 && text.front() == text.back() && (text.front() == '"' || text.front() == '\'');
    return quoted ? trimmedText(text.substr(1, text.size() - 2)) : text;
}

/// The text before the last column; empty if there is one column.
std::string_view withoutLastColumn(std::string_view line) {
    const std::size_t gap = line.find_last_of(kSeparators);
    if (gap == std::string_view::npos) {
        return {};
    }
    const std::string_view rest = line.substr(0, gap);
    const std::size_t end = rest.find_last_not_of(kSeparators);
    return end == std::string_view::npos ? std::string_view{} : rest.substr(0, end + 1);
}

}  // namespace

ListEntries::ListEntries(const std::vector<AnnotationFile>& files) {
    for (std::size_t i = 0; i < files.size(); ++i) {
        m_ids.try_emplace(files[i].id, i);
        const auto [known, is_new] = m_names.try_emplace(std::string(baseName(files[i].id)), i);
        known->second = is_new ? i : kSeveral;
    }
}

std::optional<std::size_t> ListEntries::byId(std::string_view id) const {
    const auto found = m_ids.find(id);
    return found == m_ids.end() ? std::nullopt : std::optional(found->second);
}

/// A path, relative to any folder: leading folders are dropped until an id is left.
std::optional<std::size_t> ListEntries::byPath(std::string_view path, const std::string& prefix) const {
    for (std::string_view rest = path;;) {
        for (const std::string_view each : {rest, withoutKnownEnding(rest)}) {
            if (const auto found = byId(prefix + std::string(each))) {
                return found;
            }
            if (const auto found = byId(each)) {
                return found;
            }
        }
        const std::size_t slash = rest.find('/');
        if (slash == std::string_view::npos) {
            break;
        }
        rest.remove_prefix(slash + 1);
    }
    const auto found = m_names.find(withoutKnownEnding(baseName(path)));
    return found == m_names.end() || found->second == kSeveral ? std::nullopt : std::optional(found->second);
}

/// Several entries on one line: "f1, f2, f3". Nothing if a column is not an entry, or all are the same.
std::vector<std::size_t> ListEntries::byColumns(std::string_view path, const std::string& prefix) const {
    std::vector<std::size_t> positions;
    const bool by_commas = path.find_first_of(",;") != std::string_view::npos;
    const std::string_view dividers = by_commas ? ",;" : " \t";
    std::size_t columns = 0;
    for (std::size_t at = 0; at <= path.size();) {
        const std::size_t end = std::min(path.find_first_of(dividers, at), path.size());
        const std::string_view column = trimmedText(path.substr(at, end - at));
        at = end + 1;
        if (column.empty() && !by_commas) {
            continue;  // repeated blanks
        }
        ++columns;
        // A number after an id is an attribute of it: "scan 1" is one entry, even if an image is called 1.
        const bool figure = !by_commas && columns == 2 && at > path.size() &&
                            column.find_first_not_of("-0123456789") == std::string_view::npos;
        const auto found = column.empty() || figure ? std::nullopt : byPath(unquoted(column), prefix);
        if (!found) {
            return {};
        }
        positions.push_back(*found);
    }
    const bool same = std::all_of(positions.begin(), positions.end(),
                                  [&positions](std::size_t each) { return each == positions.front(); });
    return same ? std::vector<std::size_t>{} : positions;
}

std::vector<std::size_t> ListEntries::namedBy(std::string_view line, const std::string& prefix) const {
    if (line.size() > kLongestLine) {
        return {};
    }
    std::string path = composed(line);
    if (const auto found = byId(path)) {
        return {*found};
    }
    std::replace(path.begin(), path.end(), '\\', '/');
    if (std::vector<std::size_t> several = byColumns(path, prefix); !several.empty()) {
        return several;
    }
    for (std::string_view rest = path; !rest.empty(); rest = withoutLastColumn(rest)) {
        if (const auto found = byPath(unquoted(rest), prefix)) {
            return {*found};
        }
    }
    return {};
}

std::string_view lastColumn(std::string_view line) {
    const std::size_t gap = line.find_last_of(kSeparators);
    return gap == std::string_view::npos ? std::string_view{} : line.substr(gap + 1);
}

}  // namespace priorscope
