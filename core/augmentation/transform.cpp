#include "core/augmentation/transform.hpp"

#include "core/augmentation/transform_draw.hpp"
#include "core/base/text/number_text.hpp"

namespace priorscope {

const std::array<AugmentationTransform, kTransforms>& augmentationTransforms() {
    static const std::array<AugmentationTransform, kTransforms> transforms{{
        {.key = "augment_mosaic",
         .name = "mosaic",
         .help = "Probability of four images in one",
         .strength = TransformStrength{.help = "How much smaller the images of a mosaic may be, as a share",
                                       .interval = {0, 1, false, true}},
         .draw = drawMosaic},
        {.key = "augment_rotation",
         .name = "rotation",
         .help = "Probability of a rotation by a small angle",
         .strength =
             TransformStrength{.help = "Largest angle of a rotation", .unit = "degrees", .interval = {0, 45}},
         .draw = drawRotation},
        {.key = "augment_quarter_turn",
         .name = "quarter turn",
         .help = "Probability of a turn by 90, 180 or 270 degrees",
         .draw = drawQuarterTurn},
        {.key = "augment_scale_jitter",
         .name = "scale jitter",
         .help = "Probability of another scale at the same aspect ratio",
         .strength = TransformStrength{.help = "Largest change of scale, as a share",
                                       .interval = {0, 1, false, true}},
         .draw = drawScaleJitter},
        {.key = "augment_zoom_out",
         .name = "zoom-out",
         .help = "Probability of a larger canvas filled with the mean",
         .strength = TransformStrength{.help = "Largest factor of a zoom-out", .interval = {1, 16}},
         .draw = drawZoomOut},
        {.key = "augment_crop",
         .name = "crop",
         .help = "Probability of a crop under a minimum IoU with an object",
         .strength = TransformStrength{.help = "Least side of a crop, as a share of the image's",
                                       .interval = {0, 1, true}},
         .draw = drawCrop},
        {.key = "flip", .name = "mirror", .help = "Probability of a horizontal flip", .draw = drawMirror},
        {.key = "augment_paste",
         .name = "paste",
         .help = "Probability of pasted crops of false positives",
         .strength =
             TransformStrength{.help = "Most crops that are pasted onto one image", .interval = {1, 20}},
         .draw = drawPaste},
        {.key = "augment_occlusion",
         .name = "occlusion",
         .help = "Probability of covering a part of one object",
         .strength = TransformStrength{.help = "Largest share of an object that is covered",
                                       .interval = {0, 1, true, true}},
         .draw = drawOcclusion},
        {.key = "augment_photometric",
         .name = "photometric distortion",
         .help = "Probability of each change of brightness, contrast, saturation and hue",
         .strength = TransformStrength{.help = "Largest change of a factor; of hue, 51 degrees for each 1",
                                       .interval = {0, 1}},
         .draw = drawPhotometric},
        {.key = "augment_greyscale",
         .name = "greyscale",
         .help = "Probability of losing all colour",
         .draw = drawGreyscale},
        {.key = "augment_blur",
         .name = "blur",
         .help = "Probability of a Gaussian blur",
         .strength = TransformStrength{.help = "Largest standard deviation of a blur",
                                       .unit = "pixels of the input",
                                       .interval = {0, 20}},
         .draw = drawBlur},
        {.key = "augment_noise",
         .name = "noise",
         .help = "Probability of Gaussian noise",
         .strength =
             TransformStrength{.help = "Largest standard deviation of noise, of 255", .interval = {0, 128}},
         .draw = drawNoise},
        {.key = "augment_jpeg",
         .name = "JPEG artefacts",
         .help = "Probability of artefacts of JPEG compression",
         .strength = TransformStrength{.help = "Least quality of compression", .interval = {1, 95}},
         .draw = drawJpeg},
    }};
    return transforms;
}

Sentence twoDecimals(double value) {
    return fixedText(value, 2);
}

}  // namespace priorscope
