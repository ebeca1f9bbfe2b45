// Markup of the pages that the program writes: XHTML in one file, without scripts, asking nothing of a
// network. Internal to core/training/report.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "core/base/text/sentence.hpp"
#include "core/image/image.hpp"

namespace priorscope::report {

/// @param content     markup
/// @param attributes  markup: "class=\"figure\""
std::string element(const char* name, const std::string& content, const std::string& attributes = {});
/// "0.935"; "–" for none.
std::string figure(const std::optional<double>& value, int decimals = 3);
std::string cell(const std::string& content);
std::string numberCell(const std::string& content);
std::string numberCell(std::int64_t count);
/// A heading, and a sentence on how to read what follows. @param above, how  markup
std::string headingOf(const std::string& above, const std::string& how);
/// The same of anything that says sentences.
template <class Page>
std::string heading(const Page& page, const Sentence& above, const Sentence& how) {
    return headingOf(page.said(above), page.said(how));
}
/// @param head, rows  markup of cells
std::string table(const std::string& head, const std::string& rows);
/// A line of two columns. @param title, content  markup
std::string titledRow(const std::string& title, const std::string& content);
/// A figure with its name and what it means. @param value, title, meaning  markup
std::string figureCard(const std::string& value, const std::string& title, const std::string& meaning);
/// @param alt  markup
std::string imageElement(const Image& picture, const std::string& alt);
/// The file and the two folders that it is in: what tells runs apart, without the rest of somebody's disk.
std::string shortPath(const std::filesystem::path& file);

/// Classes c1, c2 … have the colours of the detector's classes, light and dark.
std::string styleSheet(int classes);
/// The whole page.
/// @param title, body  markup
std::string document(const std::string& title, const std::string& style, const std::string& body,
                     const std::string& language);

}  // namespace priorscope::report
