#include "core/formats/images/file_tree.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <system_error>
#include <utility>
#include <vector>

namespace priorscope {
namespace {

namespace fs = std::filesystem;

class TreeWalk {
  public:
    TreeWalk(const fs::path& folder, const FileVisitor& visit, const FolderProblem& problem)
        : m_prefix(folder.native().size() + (folder.native().ends_with('/') ? 0 : 1)),
          m_visit(visit),
          m_problem(problem) {}

    void walk(const fs::path& folder, int links = 0) {
        struct stat status {};
        if (::stat(folder.c_str(), &status) != 0) {
            return;
        }
        const Identity identity{status.st_dev, status.st_ino};
        const bool inside_itself = std::find(m_open.begin(), m_open.end(), identity) != m_open.end();
        if (inside_itself || m_open.size() == kDeepestFolder) {
            return;
        }
        m_open.push_back(identity);
        std::error_code error;
        for (fs::directory_iterator it(folder, error); !error && it != fs::directory_iterator();
             it.increment(error)) {
            enter(*it, links);
        }
        if (error) {
            m_problem(folder, error.message());
        }
        m_open.pop_back();
    }

  private:
    using Identity = std::pair<dev_t, ino_t>;

    void enter(const fs::directory_entry& entry, int links) {
        if (isPassedOver(entry.path().filename().native())) {
            return;
        }
        std::error_code ignored;
        const bool link = entry.is_symlink(ignored);
        if (entry.is_directory(ignored)) {
            if (!link || links < kMostFolderLinks) {
                walk(entry.path(), links + (link ? 1 : 0));
            }
        } else if (entry.is_regular_file(ignored) || (link && !entry.exists(ignored))) {
            const std::string& path = entry.path().native();
            m_visit(path, std::string_view(path).substr(m_prefix));
        }
    }

    std::size_t m_prefix;
    const FileVisitor& m_visit;
    const FolderProblem& m_problem;
    std::vector<Identity> m_open;  // the folders on the current path
};

}  // namespace

bool isPassedOver(std::string_view name) {
    return name.starts_with('.') || name == "__MACOSX";
}

void forEachFile(const fs::path& folder, const FileVisitor& visit, const FolderProblem& problem) {
    TreeWalk(folder, visit, problem).walk(folder);
}

bool isFolder(const fs::path& path) {
    std::error_code ignored;
    return fs::is_directory(path, ignored);
}

std::string firstBytes(const fs::path& file, std::size_t count) {
    std::error_code ignored;
    if (!fs::is_regular_file(file, ignored)) {
        return {};  // a pipe would never end
    }
    std::ifstream stream(file, std::ios::binary);
    std::string bytes(count, '\0');
    stream.read(bytes.data(), static_cast<std::streamsize>(count));
    bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(stream.gcount(), 0)));
    return bytes;
}

std::vector<std::string> foldersIn(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator it(folder, error); !error && it != fs::directory_iterator();
         it.increment(error)) {
        std::string name = it->path().filename().string();
        std::error_code ignored;
        if (!isPassedOver(name) && it->is_directory(ignored)) {
            names.push_back(std::move(name));
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace priorscope
