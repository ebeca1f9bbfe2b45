// The images that findings are about, also those that are not told one by one.
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "core/dataset/issue_kind.hpp"

namespace priorscope {

class FoundImages {
  public:
    /// @param image   index into Dataset::images
    /// @param images  of the dataset
    void add(IssueKind kind, std::size_t image, std::size_t images) {
        std::vector<bool>& found = m_of_kinds[kind];
        found.resize(images);
        found[image] = true;
    }
    /// [Dataset::images] of each kind that there is.
    const std::map<IssueKind, std::vector<bool>>& ofKinds() const { return m_of_kinds; }

  private:
    std::map<IssueKind, std::vector<bool>> m_of_kinds;
};

}  // namespace priorscope
