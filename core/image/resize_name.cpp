#include "core/image/resize_name.hpp"

#include "core/base/error.hpp"

namespace priorscope {
namespace {

const char* const kStretch = "stretch";
const char* const kLetterbox = "letterbox";

}  // namespace

std::string resizeName(ResizeMode mode) {
    return mode == ResizeMode::stretch ? kStretch : kLetterbox;
}

ResizeMode resizeFromName(const std::string& name, const std::string& source) {
    if (name != kStretch && name != kLetterbox) {
        throw Error({.action = Core::tr("reading"),
                     .file = source,
                     .reason = Core::tr("\"resize\" must be stretch or letterbox, got \"%1\"").arg(name)});
    }
    return name == kStretch ? ResizeMode::stretch : ResizeMode::letterbox;
}

}  // namespace priorscope
