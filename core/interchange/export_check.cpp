#include "core/interchange/export_check.hpp"

#include <cmath>
#include <cstring>
#include <span>
#include <sstream>

#include "core/base/error.hpp"
#include "core/dataset/sample_scene.hpp"
#include "core/detection/detection.hpp"

namespace priorscope {
namespace {

constexpr double kBoxTolerancePx = 0.05;
constexpr std::uint64_t kSceneSeed = 300;

[[noreturn]] void fail(const Sentence& reason) {
    throw Error(
        {.action = Core::tr("checking the export"),
         .reason = reason,
         .remedy = Core::tr("Nothing was written. Please report it together with the detector's spec")});
}

/// As a stream writes it: six significant digits.
template <class Value>
std::string textOf(const Value& value) {
    std::ostringstream text;
    text << value;
    return text.str();
}

void requireShape(const Sentence& what, const torch::Tensor& got, const torch::Tensor& expected) {
    if (got.sizes() != expected.sizes()) {
        fail(Core::tr("%1 must be %2, the file gives %3")
                 .arg(what)
                 .arg(textOf(expected.sizes()))
                 .arg(textOf(got.sizes())));
    }
}

/// Infinite if a value is not finite, so that every comparison fails.
double largestDifference(const torch::Tensor& got, const torch::Tensor& expected) {
    const auto largest = (got - expected).abs().max().item<double>();
    return std::isfinite(largest) ? largest : std::numeric_limits<double>::infinity();
}

/// The slice of one image from a batch of boxes or scores.
template <class Value>
std::span<const Value> rowsOf(const torch::Tensor& contiguous, std::int64_t image) {
    const torch::Tensor part = contiguous[image];
    return {reinterpret_cast<const Value*>(part.data_ptr<float>()),
            static_cast<std::size_t>(part.numel()) * sizeof(float) / sizeof(Value)};
}

/// What the program makes of an image's scores and boxes.
std::vector<Detection> expectedDetections(std::span<const float> scores, std::span<const Box> boxes,
                                          const ExportLimits& limits) {
    const Candidates candidates = candidatesFromBoxes(scores, boxes, limits.all.candidateOptions());
    if (limits.class_scores.empty()) {
        return selectDetections(candidates, limits.all.detectionOptions());
    }
    return selectDetections(candidates, OperatingPoint{.scores = limits.class_scores,
                                                       .nms_iou = limits.all.nms_iou,
                                                       .top_k = limits.all.top_k});
}

/// The file's detections for one image, zero-padded to top_k.
struct Rows {
    torch::Tensor boxes;
    torch::Tensor scores;
    torch::Tensor labels;

    bool isEqual(std::int64_t row, const Detection& detection) const {
        const float* box = boxes.data_ptr<float>() + 4 * row;
        return labels.data_ptr<std::int64_t>()[row] == detection.label &&
               scores.data_ptr<float>()[row] == detection.score && box[0] == detection.box.x_min &&
               box[1] == detection.box.y_min && box[2] == detection.box.x_max &&
               box[3] == detection.box.y_max;
    }
};

struct Differences {
    double box_px = 0.0;
    double score = 0.0;

    bool isWithin(const Differences& allowed) const {
        return box_px <= allowed.box_px && score <= allowed.score;
    }
};

Differences differences(const DecodedPredictions& got, const DecodedPredictions& expected, int side) {
    return {largestDifference(got.boxes, expected.boxes) * side,
            largestDifference(got.scores, expected.scores)};
}

/// Whether the file is about as near to the network in double precision as the program itself.
bool isRounding(DetectorNetwork& network, const CheckImages& images, const DecodedPredictions& got,
                const Differences& allowed) {
    constexpr double kAsNear = 2.0;
    const std::shared_ptr<DetectorNetwork> exact = cloneNetwork(network);
    exact->to(torch::kFloat64);
    exact->eval();
    TraceableNetwork& traceable = requireTraceable(*exact, Core::tr("checking the export"));
    const DecodedPredictions reference =
        traceable.decoded(traceable.forward(images.input.to(torch::kFloat64)));
    const int side = network.spec().inputSize();
    const Differences own = differences(images.expected, reference, side);
    return differences(got, reference, side)
        .isWithin(
            {std::max(allowed.box_px, kAsNear * own.box_px), std::max(allowed.score, kAsNear * own.score)});
}

}  // namespace

ExportLimits effectiveLimits(const ExportOptions& options, const DetectorSpec& spec) {
    ExportLimits limits{.all = spec.postprocessing};
    if (const auto& point = options.operating_point; point && options.outputs == ExportOutputs::nms) {
        if (point->nms != NmsMode::per_class) {
            throw Error(
                {.action = Core::tr("exporting the detector"),
                 .reason = Core::tr("its operating point is not with NMS by class, and that alone can be "
                                    "exported"),
                 .remedy = Core::tr("Choose the operating point with NMS by class, or export the "
                                    "decoded outputs")});
        }
        limits.all.nms_iou = point->nms_iou;
        limits.all.top_k = point->top_k;
        if (!options.min_score) {
            limits.all.min_score = 0.0F;
            limits.class_scores = point->scores;
        }
    }
    limits.all = {.min_score = options.min_score.value_or(limits.all.min_score),
                  .nms_iou = options.nms_iou.value_or(limits.all.nms_iou),
                  .per_class = options.per_class.value_or(limits.all.per_class),
                  .top_k = options.top_k.value_or(limits.all.top_k)};
    return limits;
}

CheckImages runCheckImages(DetectorNetwork& network, int count) {
    const DetectorSpec& spec = network.spec();
    std::vector<Image> images;
    for (int i = 0; i < count; ++i) {
        const Image scene = drawSampleScene(kSceneSeed, static_cast<std::uint64_t>(i)).image;
        images.push_back(resizedToInput(scene, spec.inputSize(), ResizeMode::stretch));
    }
    std::vector<const Image*> pointers;
    std::vector<torch::Tensor> pixels;
    for (Image& image : images) {
        pointers.push_back(&image);
        pixels.push_back(torch::from_blob(image.rgb.data(), {image.height, image.width, 3}, torch::kUInt8)
                             .permute({2, 0, 1})
                             .to(torch::kFloat32) /
                         255.0);
    }
    const torch::NoGradGuard no_grad;
    TraceableNetwork& traceable = requireTraceable(network, Core::tr("checking the export"));
    network.eval();
    torch::Tensor input = imagesToTensor(pointers, spec);
    DecodedPredictions expected = traceable.decoded(traceable.forward(input));
    return {torch::stack(pixels).contiguous(), std::move(input), std::move(expected)};
}

void checkPredictions(DetectorNetwork& network, const CheckImages& images, ExportOutputs kind,
                      const std::vector<torch::Tensor>& outputs, double score_tolerance,
                      ExportReport& report) {
    const torch::NoGradGuard no_grad;
    // Raw outputs are compared after decoding to boxes and scores.
    const DecodedPredictions got =
        kind == ExportOutputs::raw
            ? requireTraceable(network, Core::tr("checking the export")).decoded({outputs})
            : DecodedPredictions{outputs.at(0), outputs.at(1)};
    requireShape(Core::tr("boxes"), got.boxes, images.expected.boxes);
    requireShape(Core::tr("scores"), got.scores, images.expected.scores);
    report.images += static_cast<int>(got.boxes.size(0));
    const int side = network.spec().inputSize();
    const Differences difference = differences(got, images.expected, side);
    report.largest_box_difference_px = std::max(report.largest_box_difference_px, difference.box_px);
    report.largest_score_difference = std::max(report.largest_score_difference, difference.score);
    const Differences allowed{kBoxTolerancePx, score_tolerance};
    if (!difference.isWithin(allowed) && !isRounding(network, images, got, allowed)) {
        fail(Core::tr("the file's boxes differ from the program's by up to %1 px, its scores by up to %2; "
                      "allowed are %3 px and %4")
                 .arg(textOf(report.largest_box_difference_px))
                 .arg(textOf(report.largest_score_difference))
                 .arg(textOf(kBoxTolerancePx))
                 .arg(textOf(score_tolerance)));
    }
}

void checkSuppression(const DecodedPredictions& decoded, const std::vector<torch::Tensor>& detections,
                      const ExportLimits& limits, ExportReport& report) {
    const torch::Tensor boxes = decoded.boxes.contiguous();
    const torch::Tensor scores = decoded.scores.contiguous();
    for (std::int64_t image = 0; image < boxes.size(0); ++image) {
        const std::vector<Detection> expected =
            expectedDetections(rowsOf<float>(scores, image), rowsOf<Box>(boxes, image), limits);
        const auto count = detections.at(3)[image].item<std::int64_t>();

        if (count != static_cast<std::int64_t>(expected.size())) {
            fail(Core::tr("the file keeps %1 detections, the program %2 in image %3")
                     .arg(count)
                     .arg(expected.size())
                     .arg(image + 1));
        }
        const Rows rows{detections.at(0)[image].contiguous(), detections.at(1)[image].contiguous(),
                        detections.at(2)[image].contiguous()};
        for (std::int64_t row = 0; row < rows.scores.size(0); ++row) {
            const Detection none;
            if (!rows.isEqual(row, row < count ? expected[static_cast<std::size_t>(row)] : none)) {
                fail(Core::tr("detection %1 in image %2 is not the program's").arg(row + 1).arg(image + 1));
            }
        }
        report.detections += count;
    }
}

}  // namespace priorscope
