// A folder that is there when all of it is. Internal to core/formats.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

#include "core/formats/writing/write_plan.hpp"

namespace priorscope {

/// Writes into a hidden folder beside the target, which is renamed at the end. Without commit it is removed,
/// and the target is unchanged; killed, it stays, under a name that no reader enters.
class OutputFolder {
  public:
    /// @throws Error if the target is there and not an empty folder, or nothing can be written beside it
    explicit OutputFolder(const std::filesystem::path& target);
    ~OutputFolder();
    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;

    /// @param below  path of a file in the folder; its folders are made
    /// @throws Error if it cannot be written
    void write(const std::filesystem::path& below, std::string_view text) const;
    void makeFolder(const std::filesystem::path& below) const;
    /// Copies or links the images that are there, flushes everything to the disk and gives the folder its
    /// name.
    /// @param place  path of an image in the folder
    /// @return false if stopped; then the folder has no name yet
    /// @throws Error naming what cannot be written
    bool finish(const Dataset& dataset, const WritePlan& plan, ImageTransfer how,
                const std::function<std::filesystem::path(std::size_t)>& place, const std::stop_token& stop,
                const ProgressFn& progress);

  private:
    bool transfer(const Dataset& dataset, const WritePlan& plan, ImageTransfer how,
                  const std::function<std::filesystem::path(std::size_t)>& place, const std::stop_token& stop,
                  const ProgressFn& progress) const;
    void commit();

    std::filesystem::path m_target;
    std::filesystem::path m_temporary;
};

}  // namespace priorscope
