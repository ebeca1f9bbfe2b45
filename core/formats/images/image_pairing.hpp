// Pairs images with annotations. Internal to core/formats.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/dataset/dataset.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/formats/images/image_index.hpp"

namespace priorscope {

/// What an annotation says about its image.
struct ImageClaim {
    std::string id;        ///< the annotation's id
    std::string filename;  ///< as ParsedAnnotation; empty if there is none
    int width = 0;         ///< from <size>; 0 if there is none
    int height = 0;
};

/// A finding that is not yet attached to a file.
struct PairingFinding {
    IssueKind kind = IssueKind::missing_image;
    Sentence detail;
    bool fixable = false;
};

struct PairedImage {
    std::optional<std::size_t> image{};      ///< into ImageIndex::files
    std::optional<std::size_t> contested{};  ///< an image that another annotation was given, or no one
    std::string expected{};                  ///< the name that was searched for, if there is no image
    std::vector<PairingFinding> doubts{};
};

/// Assigns an image to each annotation, and no image to two annotations.
///
/// An image is an annotation's own if it has the annotation's name and is in the matching folder. <filename>
/// is used if there is no such image, or to choose between several. If it names another image than the
/// annotation's own, the own one is used, unless it is in a more distant folder or <size> matches only the
/// named one; both cases give a finding. An image claimed by several annotations goes to the one whose own it
/// is; if that applies to none or to several, no annotation gets it.
/// @param folder  where images were searched for, for messages
/// @return [claims]
std::vector<PairedImage> pairImages(const std::vector<ImageClaim>& claims, const ImageIndex& images,
                                    const std::string& folder);

}  // namespace priorscope
