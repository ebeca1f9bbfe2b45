// Folders of runs, as core and as the window have them.
#pragma once

#include <QString>
#include <filesystem>

namespace priorscope {

inline std::filesystem::path pathOf(const QString& text) {
    return std::filesystem::path(text.toStdString());
}

inline QString textOf(const std::filesystem::path& path) {
    return QString::fromStdString(path.string());
}

}  // namespace priorscope
