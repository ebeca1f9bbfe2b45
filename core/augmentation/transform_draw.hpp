// What a transform may use while it draws its numbers. Internal to core's augmentation.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/augmentation/canvas.hpp"
#include "core/augmentation/pixel_canvas.hpp"
#include "core/augmentation/sample_images.hpp"
#include "core/augmentation/sample_random.hpp"
#include "core/augmentation/transform.hpp"

namespace priorscope {

struct TransformDraw {
    SampleRandom& random;
    double probability = 0.0;
    double strength = 0.0;
    Canvas& canvas;
    std::vector<PixelStep>& pixel_steps;
    const SampleImages& images;
    std::size_t place = 0;  ///< of the sample's own image
    ResizeMode resize = ResizeMode::stretch;

    bool happens() { return random.uniform() < probability; }
    double between(double least, double most) { return least + (most - least) * random.uniform(); }
};

Sentence drawMosaic(TransformDraw& draw);
Sentence drawRotation(TransformDraw& draw);
Sentence drawQuarterTurn(TransformDraw& draw);
Sentence drawScaleJitter(TransformDraw& draw);
Sentence drawZoomOut(TransformDraw& draw);
Sentence drawCrop(TransformDraw& draw);
Sentence drawMirror(TransformDraw& draw);
Sentence drawPaste(TransformDraw& draw);
Sentence drawOcclusion(TransformDraw& draw);
Sentence drawPhotometric(TransformDraw& draw);
Sentence drawGreyscale(TransformDraw& draw);
Sentence drawBlur(TransformDraw& draw);
Sentence drawNoise(TransformDraw& draw);
Sentence drawJpeg(TransformDraw& draw);

/// "0.53" in a sentence.
Sentence twoDecimals(double value);

}  // namespace priorscope
