#include "core/augmentation/augmentation_plan.hpp"

#include <algorithm>
#include <utility>

#include "core/augmentation/canvas.hpp"
#include "core/augmentation/sample_random.hpp"
#include "core/augmentation/sample_renderer.hpp"
#include "core/augmentation/transform_draw.hpp"
#include "core/base/error.hpp"
#include "core/base/text/number_text.hpp"

namespace priorscope {
namespace {

/// Numbered as the transforms came to be: older runs go on as they were.
std::uint64_t purposeOf(TransformKind kind) {
    const auto place = static_cast<std::uint64_t>(kind);
    if (kind == TransformKind::mirror) {
        return 0;
    }
    if (kind == TransformKind::paste) {
        return 14;
    }
    return kind < TransformKind::paste ? place + 1 : place;
}

Canvas canvasOf(const ImageFacts& facts, std::size_t place) {
    Canvas canvas{.width = static_cast<double>(facts.width), .height = static_cast<double>(facts.height)};
    canvas.window = canvas.bounds();
    const Affine from_image = Affine::scaling(canvas.width, canvas.height);
    canvas.tiles.push_back({.place = place,
                            .image_width = facts.width,
                            .image_height = facts.height,
                            .part = {0.0, 0.0, 1.0, 1.0},
                            .canvas_from_image = from_image});
    for (const ObjectFacts& object : facts.objects) {
        canvas.objects.push_back({.place = place,
                                  .object = object.object,
                                  .label = object.label,
                                  .is_target = object.is_target,
                                  .box = from_image.boundsOf({object.box.x_min, object.box.y_min,
                                                              object.box.x_max, object.box.y_max})});
    }
    return canvas;
}

void resize(Canvas& canvas, const SampleInput& input) {
    const double side = input.size;
    if (input.resize == ResizeMode::stretch) {
        canvas.move(Affine::scaling(side / canvas.width, side / canvas.height), side, side);
        return;
    }
    const double scale = side / std::max(canvas.width, canvas.height);
    const double left = (side - scale * canvas.width) / 2;
    const double top = (side - scale * canvas.height) / 2;
    canvas.move(Affine::scaling(scale, scale).then(Affine::shift(left, top)), side, side);
}

/// @return nothing of objects that have no area in single precision
std::vector<AugmentedObject> objectsOn(const Canvas& canvas) {
    std::vector<AugmentedObject> objects;
    for (const CanvasObject& object : canvas.objects) {
        const auto fraction = [](double pixels, double side) { return static_cast<float>(pixels / side); };
        const Box box = clippedToImage(
            {fraction(object.box.x_min, canvas.width), fraction(object.box.y_min, canvas.height),
             fraction(object.box.x_max, canvas.width), fraction(object.box.y_max, canvas.height)});
        if (box.area() > 0.0F) {
            objects.push_back({.place = object.place,
                               .object = object.object,
                               .label = object.label,
                               .box = box,
                               .is_target = object.is_target});
        }
    }
    return objects;
}

/// Detection's own mapping of boxes, to the bit.
std::vector<AugmentedObject> resizedObjects(const ImageFacts& facts, std::size_t place,
                                            const SampleInput& input, bool is_flipped) {
    const ResizeMapping mapping = resizeMapping(facts.width, facts.height, input.size, input.resize);
    std::vector<AugmentedObject> objects;
    for (const ObjectFacts& object : facts.objects) {
        const Box box = mapping.inputFromImage(object.box);
        objects.push_back(
            {.place = place,
             .object = object.object,
             .label = object.label,
             .box = is_flipped ? Box{1.0F - box.x_max, box.y_min, 1.0F - box.x_min, box.y_max} : box,
             .is_target = object.is_target});
    }
    return objects;
}

}  // namespace

struct AugmentationPlan::Parts {
    std::size_t place = 0;
    SampleInput input{};
    Canvas canvas{};
    std::vector<PixelStep> steps{};
    std::vector<AugmentedObject> objects{};
    std::vector<Sentence> done{};
    std::size_t objects_before = 0;
    bool only_resizes = true;
    bool is_flipped = false;
};

AugmentationPlan::AugmentationPlan(const AugmentationOptions& options, const SampleKey& key,
                                   const SampleInput& input, const SampleImages& images,
                                   const SamplePhase& phase)
    : m_parts(std::make_unique<Parts>()) {
    const ImageFacts facts = images.facts(key.place);
    if (facts.width <= 0 || facts.height <= 0) {
        throw Error({.action = Core::tr("augmenting an image"), .reason = Core::tr("its size is not known")});
    }
    Parts& parts = *m_parts;
    parts.place = key.place;
    parts.input = input;
    parts.canvas = canvasOf(facts, key.place);
    parts.objects_before = parts.canvas.targetsInside(parts.canvas.bounds());
    for (std::size_t i = 0; i < kTransforms; ++i) {
        const auto kind = static_cast<TransformKind>(i);
        if (kind == kFirstAfterResize) {
            resize(parts.canvas, input);
        }
        const TransformSetting setting = options.setting(kind);
        if (setting.probability <= 0.0 || (kind == TransformKind::mosaic && !phase.has_mosaic)) {
            continue;
        }
        SampleRandom random(key.seed, key.epoch, key.place, key.occurrence, purposeOf(kind));
        TransformDraw draw{.random = random,
                           .probability = setting.probability,
                           .strength = setting.strength,
                           .canvas = parts.canvas,
                           .pixel_steps = parts.steps,
                           .images = images,
                           .place = key.place,
                           .resize = input.resize};
        const Sentence done = augmentationTransforms()[i].draw(draw);
        if (!done.empty()) {
            parts.done.push_back(done);
            parts.is_flipped = parts.is_flipped || kind == TransformKind::mirror;
            parts.only_resizes = parts.only_resizes && kind == TransformKind::mirror;
        }
    }
    parts.objects = parts.only_resizes ? resizedObjects(facts, key.place, input, parts.is_flipped)
                                       : objectsOn(parts.canvas);
}

AugmentationPlan::~AugmentationPlan() = default;
AugmentationPlan::AugmentationPlan(AugmentationPlan&&) noexcept = default;
AugmentationPlan& AugmentationPlan::operator=(AugmentationPlan&&) noexcept = default;

const std::vector<AugmentedObject>& AugmentationPlan::boxes() const {
    return m_parts->objects;
}

const std::vector<Sentence>& AugmentationPlan::done() const {
    return m_parts->done;
}

std::size_t AugmentationPlan::objectsBefore() const {
    return m_parts->objects_before;
}

bool AugmentationPlan::onlyResizes() const {
    return m_parts->only_resizes;
}

bool AugmentationPlan::isFlipped() const {
    return m_parts->is_flipped;
}

AugmentedPixels AugmentationPlan::pixels(const PixelSource& source) const {
    const Parts& parts = *m_parts;
    if (!parts.only_resizes) {
        return renderedSample(parts.canvas, parts.steps, parts.input, source);
    }
    AugmentedPixels result = resized(source, parts.place, parts.input);
    if (parts.is_flipped) {
        result.image = flippedHorizontally(result.image);
    }
    return result;
}

AugmentedPixels AugmentationPlan::resized(const PixelSource& source, std::size_t place,
                                          const SampleInput& input) {
    const std::shared_ptr<const ImagePart> whole = source.pixels({.place = place});
    const Image& image = whole->image;
    const ResizeMapping mapping = resizeMapping(image.width, image.height, input.size, input.resize);
    const double shown = static_cast<double>(mapping.scale_x) * static_cast<double>(mapping.scale_y);
    return {.image = resizedToInput(image, input.size, input.resize, input.fill), .filler = 1.0 - shown};
}

}  // namespace priorscope
