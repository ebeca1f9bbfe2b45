// Which image belongs to which annotation. Internal to core/formats.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/formats/images/image_index.hpp"

namespace priorscope {

/// What an annotation says of its image.
struct ImageClaim {
    std::string id;        ///< of the annotation
    std::string filename;  ///< as ParsedAnnotation; empty where it names none
    int width = 0;         ///< of <size>; 0 where there is none
    int height = 0;
};

/// A finding without its file.
struct PairingDoubt {
    IssueKind kind = IssueKind::missing_image;
    std::string detail;
    bool fixable = false;
};

struct PairedImage {
    std::optional<std::size_t> image{};      ///< into ImageIndex::files
    std::optional<std::size_t> contested{};  ///< an image that another annotation has, or nobody
    std::string expected{};                  ///< the name that was looked for, where there is no image
    std::vector<PairingDoubt> doubts{};
};

/// Gives each annotation its image, and no image to two annotations.
///
/// An image is an annotation's own where it has the annotation's name and lies in the folder that goes with
/// it. <filename> counts where there is no such image, and to choose between several. Where it names another
/// image than the annotation's own, the own one is taken, unless that lies farther away or <size> fits only
/// the named one; either way with a finding. Images that several annotations claim go to the one whose own
/// they are; where that is none or several, to none.
/// @param folder  where images were looked for, for messages
/// @return [claims]
std::vector<PairedImage> pairImages(const std::vector<ImageClaim>& claims, const ImageIndex& images,
                                    const std::string& folder);

}  // namespace priorscope
