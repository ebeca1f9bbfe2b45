#include "app/cli/page_file.hpp"

#include <filesystem>
#include <fstream>
#include <system_error>

#include "app/cli/command.hpp"

namespace priorscope::cli {

void requireNoOtherFile(const std::string& out) {
    std::error_code error;
    if (!std::filesystem::exists(out, error) || std::filesystem::is_directory(out, error)) {
        return;
    }
    std::ifstream in(out, std::ios::binary);
    std::string begin(64, '\0');
    in.read(begin.data(), static_cast<std::streamsize>(begin.size()));
    begin.resize(static_cast<std::size_t>(in.gcount()));
    if (!begin.empty() && !begin.starts_with("<!DOCTYPE html>")) {
        throw UsageError("--out is a file that is there, and no report: " + out);
    }
}

}  // namespace priorscope::cli
