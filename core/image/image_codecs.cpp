#include "core/image/image_codecs.hpp"

#include "core/base/second_library.hpp"

namespace priorscope {

const ImageCodecs& imageCodecs() {
    static const ImageCodecs& codecs = reinterpret_cast<const ImageCodecs& (*)()>(secondLibrary(
        Core::tr("loading the image codecs"), "libpriorscope_codecs.so", "priorscopeImageCodecs"))();
    return codecs;
}

}  // namespace priorscope
