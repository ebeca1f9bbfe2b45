#include "core/augmentation/sample_renderer.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "core/augmentation/upright_sampling.hpp"
#include "core/image/mat.hpp"

namespace priorscope {
namespace {

/// Pixels around the part of an image that a bilinear sample may read.
constexpr double kMargin = 2.0;
constexpr std::uint8_t kShown = 255;

/// The pixels whose centres are inside.
cv::Rect pixelsInside(const Rectangle& r) {
    const auto first = [](double edge) { return static_cast<int>(std::ceil(edge - 0.5)); };
    return {cv::Point(first(r.x_min), first(r.y_min)), cv::Point(first(r.x_max), first(r.y_max))};
}

/// The scale at which an image is decoded: as far reduced as it can be without enlarging it for the sample.
/// It follows from the plan alone.
int denominatorFor(const CanvasTile& tile, const Affine& image_from_input) {
    const double along_x =
        std::hypot(image_from_input.xx * tile.image_width, image_from_input.yx * tile.image_height);
    const double along_y =
        std::hypot(image_from_input.xy * tile.image_width, image_from_input.yy * tile.image_height);
    const double reduction = std::min(along_x, along_y);
    for (const int by : {8, 4, 2}) {
        if (reduction >= by) {
            return by;
        }
    }
    return 1;
}

/// From the centres of the target's pixels to those of the source.
cv::Matx23d sourceFromTarget(const Affine& image_from_input, const cv::Rect& target,
                             const ImagePart& source) {
    const Affine map = Affine::shift(target.x + 0.5, target.y + 0.5)
                           .then(image_from_input)
                           .then(Affine::scaling(source.whole_width, source.whole_height))
                           .then(Affine::shift(-0.5, -0.5));
    // Rounded first, so that the part that was decoded makes no difference.
    const auto rounded = [](double pixels) { return std::round(pixels * 0x1.0p20) * 0x1.0p-20; };
    return {map.xx, map.xy, rounded(map.x0) - source.x, map.yx, map.yy, rounded(map.y0) - source.y};
}

/// Which pixels of the target are of the tile's part, where it is turned.
cv::Mat maskOf(const CanvasTile& tile, const Affine& image_from_input, const cv::Rect& target) {
    cv::Mat mask(target.size(), CV_8U);
    for (int y = 0; y < target.height; ++y) {
        for (int x = 0; x < target.width; ++x) {
            const Point at = image_from_input({target.x + x + 0.5, target.y + y + 0.5});
            mask.at<std::uint8_t>(y, x) = tile.part.contains(at) ? kShown : 0;
        }
    }
    return mask;
}

/// An input of filler only.
Image filled(const SampleInput& input) {
    const auto row = 3 * static_cast<std::size_t>(input.size);
    Image image{.width = input.size, .height = input.size, .rgb = {}};
    image.rgb.resize(row * static_cast<std::size_t>(input.size));
    for (std::size_t i = 0; i < row; ++i) {
        image.rgb[i] = input.fill[i % 3];
    }
    for (std::size_t at = row; at < image.rgb.size(); at += row) {
        std::copy_n(image.rgb.begin(), row, image.rgb.begin() + static_cast<std::ptrdiff_t>(at));
    }
    return image;
}

class Renderer {
  public:
    Renderer(const Canvas& canvas, const SampleInput& input, const PixelSource& source)
        : m_canvas(canvas), m_source(source), m_image(filled(input)) {
        m_pixels.rgb = matView(m_image);
        m_pixels.fill = input.fill;
        const bool one_rectangle =
            canvas.tiles.size() == 1 && canvas.tiles.front().canvas_from_image.keepsRectangles();
        if (!one_rectangle) {
            m_pixels.mask = cv::Mat::zeros(input.size, input.size, CV_8U);
        }
    }

    Image takeImage() { return std::move(m_image); }

    PixelCanvas& render() {
        for (const CanvasTile& tile : m_canvas.tiles) {
            add(tile);
        }
        return m_pixels;
    }

  private:
    void add(const CanvasTile& tile) {
        const Rectangle bounds = tile.canvas_from_image.boundsOf(tile.part)
                                     .intersected(m_canvas.window)
                                     .intersected(m_canvas.bounds());
        if (bounds.isEmpty()) {
            return;
        }
        const cv::Rect target = pixelsInside(bounds) & cv::Rect(0, 0, m_pixels.rgb.cols, m_pixels.rgb.rows);
        if (target.empty()) {
            return;
        }
        const Affine image_from_input = tile.canvas_from_image.inverse();
        const std::shared_ptr<const ImagePart> source =
            m_source.pixels(needOf(tile, image_from_input, target));
        const cv::Matx23d map = sourceFromTarget(image_from_input, target, *source);
        constexpr int kHow = cv::INTER_LINEAR | cv::WARP_INVERSE_MAP;
        if (tile.canvas_from_image.keepsRectangles()) {
            if (map(0, 1) == 0.0 && map(1, 0) == 0.0) {
                sampleUpright(source->image, {.step = map(0, 0), .start = map(0, 2)},
                              {.step = map(1, 1), .start = map(1, 2)}, m_image,
                              {target.x, target.y, target.width, target.height});
            } else {
                cv::Mat region = m_pixels.rgb(target);
                cv::warpAffine(matView(source->image), region, map, region.size(), kHow,
                               cv::BORDER_REPLICATE);
            }
            if (!m_pixels.mask.empty()) {
                m_pixels.mask(target).setTo(kShown);
            }
        } else {
            const cv::Mat mask = maskOf(tile, image_from_input, target);
            cv::Mat turned;
            cv::warpAffine(matView(source->image), turned, map, target.size(), kHow, cv::BORDER_REPLICATE);
            turned.copyTo(m_pixels.rgb(target), mask);
            m_pixels.mask(target).setTo(kShown, mask);
        }
        m_pixels.shown |= target;
    }

    static SampleNeed needOf(const CanvasTile& tile, const Affine& image_from_input, const cv::Rect& target) {
        SampleNeed need{.place = tile.place, .denominator = denominatorFor(tile, image_from_input)};
        const Rectangle read = image_from_input.boundsOf(
            {static_cast<double>(target.x), static_cast<double>(target.y), static_cast<double>(target.br().x),
             static_cast<double>(target.br().y)});
        const double x_margin = kMargin * need.denominator / tile.image_width;
        const double y_margin = kMargin * need.denominator / tile.image_height;
        need.part = clippedToImage(
            {static_cast<float>(read.x_min - x_margin), static_cast<float>(read.y_min - y_margin),
             static_cast<float>(read.x_max + x_margin), static_cast<float>(read.y_max + y_margin)});
        return need;
    }

    const Canvas& m_canvas;
    const PixelSource& m_source;
    Image m_image;
    PixelCanvas m_pixels;  ///< a view of the image
};

double fillerShare(const PixelCanvas& pixels) {
    const auto all = static_cast<double>(pixels.rgb.total());
    const double shown = pixels.mask.empty() ? static_cast<double>(pixels.shown.area())
                                             : static_cast<double>(cv::countNonZero(pixels.mask));
    return 1.0 - shown / all;
}

}  // namespace

AugmentedPixels renderedSample(const Canvas& canvas, const std::vector<PixelStep>& steps,
                               const SampleInput& input, const PixelSource& source) {
    Renderer renderer(canvas, input, source);
    PixelCanvas& pixels = renderer.render();
    if (!pixels.shown.empty()) {
        for (const PixelStep& step : steps) {
            step(pixels);
        }
    }
    if (!pixels.mask.empty()) {
        pixels.rgb.setTo(cv::Scalar(input.fill[0], input.fill[1], input.fill[2]), pixels.mask == 0);
    }
    const double filler = fillerShare(pixels);
    return {.image = renderer.takeImage(), .filler = filler};
}

}  // namespace priorscope
