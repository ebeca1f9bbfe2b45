#include "core/model/ssd/ssd_network.hpp"

#include <ATen/Parallel.h>
#include <torch/nn/modules/linear.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/text/number_text.hpp"
#include "core/compute/autocast.hpp"
#include "core/compute/side_by_side.hpp"
#include "core/detection/candidates_of_labels.hpp"
#include "core/model/network_constants.hpp"
#include "core/model/ssd/multibox_loss.hpp"
#include "core/model/ssd/ssd_family.hpp"

namespace priorscope {
namespace {

std::shared_ptr<SsdBackbone> makeBackbone(const DetectorSpec& spec, InitialWeights& initial) {
    using Maker = std::shared_ptr<SsdBackbone> (*)(const DetectorSpec&, InitialWeights&);
    static const std::vector<std::pair<std::string, Maker>> kBackbones = {
        {"vgg16", &makeVggBackbone},
        {"vgg16-512", &makeVggBackbone},
        {"resnet18", &makeResnetBackbone},
        {"resnet34", &makeResnetBackbone},
        {"resnet50", &makeResnetBackbone},
        {"mobilenet-v2", &makeMobilenetV2Backbone},
        {"mobilenet-v3-large", &makeMobilenetV3Backbone},
        {"mobilenet-v3-large-reduced", &makeMobilenetV3Backbone},
        {"tiny", &makeTinyBackbone}};
    std::string known;
    for (const auto& [name, make] : kBackbones) {
        if (name == ssdOf(spec).backbone) {
            return make(spec, initial);
        }
        known += (known.empty() ? "" : ", ") + name;
    }
    throw Error({.action = Core::tr("building the detector"),
                 .reason = Core::tr("unknown backbone \"%1\"").arg(ssdOf(spec).backbone),
                 .remedy = Core::tr("Known are %1").arg(known)});
}

/// torchvision's SSDLite uses other normalisation parameters than torch's defaults.
NormOptions headNorm(const DetectorSpec& spec) {
    return ssdOf(spec).backbone.starts_with("mobilenet-v3") ? kMobilenetV3Norm : NormOptions{};
}

std::vector<int> priorsPerCell(const PriorConfig& config) {
    std::vector<int> per_cell;
    per_cell.reserve(config.maps.size());
    for (const PriorMap& map : config.maps) {
        per_cell.push_back(map.perCell());
    }
    return per_cell;
}

}  // namespace

SsdHead::SsdHead(HeadKind kind, const std::vector<FeatureMap>& maps, const std::vector<int>& per_cell,
                 std::int64_t columns, const NormOptions& norm, InitialWeights& initial)
    : m_columns(columns) {
    torch::nn::ModuleList modules;
    const auto add = [&](auto predictor) {
        modules->push_back(predictor);
        m_predictors.push_back([predictor](const torch::Tensor& x) mutable { return predictor->forward(x); });
    };
    for (std::size_t k = 0; k < maps.size(); ++k) {
        const std::int64_t in = maps[k].channels;
        const std::int64_t out = per_cell[k] * columns;
        if (out == 0) {  // The index is kept, so that later maps keep their names.
            modules->push_back(torch::nn::Identity());
            m_predictors.emplace_back();
        } else if (kind == HeadKind::plain) {
            add(convolution({.in = in, .out = out, .kernel = 3, .padding = 1}, initial));
        } else {
            add(separableBlock(in, out, norm, initial));
        }
    }
    register_module("module_list", modules);
    if (kind == HeadKind::plain) {
        initial.xavierUniform(*this);
    } else {
        initial.normal(*this, kSsdliteDeviation);
    }
}

torch::Tensor SsdHead::forward(const std::vector<torch::Tensor>& maps) {
    std::vector<torch::Tensor> outputs;
    for (std::size_t k = 0; k < maps.size(); ++k) {
        if (!m_predictors[k]) {
            continue;
        }
        const torch::Tensor out = m_predictors[k](maps[k]);
        // [N, A·K, H, W] → [N, H, W, A·K] → [N, H·W·A, K]: the priors' own order.
        // The batch size is inferred, so that a trace is valid for every batch.
        const std::int64_t priors = out.size(1) / m_columns * out.size(2) * out.size(3);
        outputs.push_back(out.permute({0, 2, 3, 1}).reshape({-1, priors, m_columns}));
    }
    return torch::cat(outputs, 1);
}

SsdNetwork::SsdNetwork(const DetectorSpec& spec, InitialWeights& initial)
    : DetectorNetwork(spec),
      m_priors(generatePriors(ssdOf(spec).priors)),
      m_backbone(makeBackbone(spec, initial)) {
    const auto count = static_cast<std::int64_t>(m_priors.centers.size());
    const torch::Tensor priors = torch::empty({1, count, 4});
    static_assert(sizeof(CenterBox) == 4 * sizeof(float));
    std::memcpy(priors.data_ptr<float>(), m_priors.centers.data(),
                m_priors.centers.size() * sizeof(CenterBox));
    const torch::Tensor sizes = priors.slice(2, 2, 4);
    const auto constants = std::make_shared<NetworkConstants>();
    m_prior_centers = constants->add("prior_centers", priors.slice(2, 0, 2).contiguous());
    m_prior_reach =
        constants->add("prior_reach", sizes * ssdOf(spec).priors.variances.center / m_prior_centers);
    m_prior_half_sizes = constants->add("prior_half_sizes", sizes * 0.5);
    register_module("constants", constants);
    register_module("backbone", m_backbone);
    const std::vector<FeatureMap> maps =
        priorscope::featureMaps(ssdOf(spec).backbone, spec.inputSize()).value();
    const auto per_cell = priorsPerCell(ssdOf(spec).priors);
    const auto columns = static_cast<std::int64_t>(spec.classes.size()) + 1;
    m_classification = std::make_shared<SsdHead>(headKind(ssdOf(spec).backbone), maps, per_cell, columns,
                                                 headNorm(spec), initial);
    m_regression =
        std::make_shared<SsdHead>(headKind(ssdOf(spec).backbone), maps, per_cell, 4, headNorm(spec), initial);
    auto head = std::make_shared<torch::nn::Module>("head");
    head->register_module("classification_head", m_classification);
    head->register_module("regression_head", m_regression);
    register_module("head", head);
}

const PriorSet& SsdNetwork::priorsAt(std::int64_t side) {
    if (side == spec().inputSize()) {
        return m_priors;
    }
    auto found = m_priors_at.find(side);
    if (found == m_priors_at.end()) {
        const DetectorSpec other = withInputSize(spec(), static_cast<int>(side));
        found = m_priors_at.emplace(side, generatePriors(ssdOf(other).priors)).first;
    }
    return found->second;
}

RawPredictions SsdNetwork::forward(const torch::Tensor& images) {
    return predictions(images, m_priors);
}

RawPredictions SsdNetwork::predictions(const torch::Tensor& images, const PriorSet& priors) {
    const std::vector<torch::Tensor> maps = m_backbone->forward(images);
    for (std::size_t k = 0; k < maps.size(); ++k) {
        const PriorMap& expected = priors.config.maps[k];
        if (maps[k].size(2) != expected.rows || maps[k].size(3) != expected.cols) {
            throw Error({.action = Core::tr("running the detector"),
                         .reason = Core::tr("feature map %1 must be %2 × %3 by the priors, got %4 × %5")
                                       .arg(expected.name)
                                       .arg(expected.rows)
                                       .arg(expected.cols)
                                       .arg(maps[k].size(2))
                                       .arg(maps[k].size(3)),
                         .remedy = Core::tr("Let rows and cols of the priors follow the input size")});
        }
    }
    return {{m_classification->forward(maps), m_regression->forward(maps)}};
}

BatchLosses SsdNetwork::losses(const torch::Tensor& images, const std::vector<TrainingTargets>& targets,
                               const LossOptions& options) {
    const PriorSet& priors = priorsAt(images.size(2));
    RawPredictions raw;
    {
        const Autocast autocast(options.precision, images.device());
        raw = predictions(images, priors);
    }
    const PriorTargets assigned = assignTargets(priors, targets, options.match_iou);
    MultiboxLoss loss = multiboxLoss(raw.tensors[0], raw.tensors[1], assigned, options);
    return {.terms = {{"confidence", std::move(loss.confidence), "positives", loss.normaliser},
                      {"localization", std::move(loss.localization), "positives", loss.normaliser}},
            .positives = loss.positives,
            .learnt = learntObjects(assigned, targets, priors, spec().classes.size())};
}

std::vector<PriorShape> SsdNetwork::priorShapes() const {
    std::vector<PriorShape> result;
    const auto pixels = [side = m_priors.config.input_size](float share) {
        return fixedText(static_cast<double>(share) * side, 0);
    };
    for (const PriorMap& map : m_priors.config.maps) {
        if (!map.on) {
            continue;
        }
        for (const PriorMap::Shape& shape : map.shapes()) {
            result.push_back({map.name, pixels(shape.w) + " × " + pixels(shape.h) + " px"});
        }
    }
    return result;
}

std::vector<Candidates> SsdNetwork::candidates(const RawPredictions& predictions,
                                               const std::vector<ResizeMapping>& mappings,
                                               const CandidateOptions& options) const {
    const torch::Tensor scores =
        predictions.tensors[0].detach().to(torch::kCPU, torch::kFloat32).softmax(-1).contiguous();
    const torch::Tensor offsets =
        predictions.tensors[1].detach().to(torch::kCPU, torch::kFloat32).contiguous();
    const auto score_stride = static_cast<std::size_t>(scores.size(1) * scores.size(2));
    const auto offset_stride = static_cast<std::size_t>(offsets.size(1) * 4);
    // Threads take an image each, or some classes of one.
    const auto images = static_cast<std::int64_t>(mappings.size());
    const std::int64_t classes = scores.size(2) - 1;
    const std::int64_t threads = at::get_num_threads();
    const std::int64_t shares = images >= threads ? 1 : std::clamp<std::int64_t>(classes, 1, threads);
    std::vector<Candidates> parts(static_cast<std::size_t>(images * shares));
    sideBySide(images * shares, static_cast<int>(threads), [&](std::int64_t part) {
        const auto i = static_cast<std::size_t>(part / shares);
        const std::int64_t share = part % shares;
        parts[static_cast<std::size_t>(part)] = candidatesOfLabels(
            std::span<const float>(scores.data_ptr<float>() + i * score_stride, score_stride),
            std::span<const float>(offsets.data_ptr<float>() + i * offset_stride, offset_stride),
            m_priors.centers, m_priors.config.variances, mappings[i], options,
            {static_cast<std::int32_t>(1 + classes * share / shares),
             static_cast<std::int32_t>(1 + classes * (share + 1) / shares)});
    });
    std::vector<Candidates> result;
    result.reserve(mappings.size());
    for (std::size_t part = 0; part < parts.size(); ++part) {
        if (part % static_cast<std::size_t>(shares) == 0) {
            result.push_back(std::move(parts[part]));
        } else {
            std::vector<Candidate>& items = result.back().items;
            items.insert(items.end(), parts[part].items.begin(), parts[part].items.end());
        }
    }
    return result;
}

DecodedPredictions SsdNetwork::decoded(const RawPredictions& predictions) const {
    // As decodeOffsets, prior by prior, but using a prior's values only in multiplications: OpenCV 4.6 adds
    // constants correctly only to a batch of one image. So centres are in units of the prior's own centre.
    const Variances& variances = m_priors.config.variances;
    const torch::Tensor& offsets = predictions.tensors[1];
    const torch::Tensor centers = (offsets.slice(2, 0, 2) * m_prior_reach + 1.0) * m_prior_centers;
    const torch::Tensor growth =
        (offsets.slice(2, 2, 4) * variances.size).exp().clamp(0.0, std::exp(kMaxLogScale));
    const torch::Tensor halves = growth * m_prior_half_sizes;
    return {torch::cat({centers - halves, centers + halves}, 2).clamp(0.0, 1.0),
            predictions.tensors[0].softmax(2)};
}

std::vector<std::pair<std::string, torch::Tensor>> SsdNetwork::constants() const {
    return {{"prior_centers", m_prior_centers},
            {"prior_reach", m_prior_reach},
            {"prior_half_sizes", m_prior_half_sizes}};
}

std::vector<ClassRows> SsdNetwork::classRows() const {
    const std::vector<int> per_cell = priorsPerCell(ssdOf(spec()).priors);
    const std::string last = headKind(ssdOf(spec()).backbone) == HeadKind::plain ? "" : "1.";
    std::vector<ClassRows> rows;
    for (std::size_t k = 0; k < per_cell.size(); ++k) {
        if (per_cell[k] == 0) {
            continue;
        }
        for (const char* parameter : {"weight", "bias"}) {
            const std::string within = "_head.module_list." + std::to_string(k) + "." + last + parameter;
            rows.push_back({"head.classification" + within, per_cell[k], "head.regression" + within});
        }
    }
    return rows;
}

std::vector<TensorMeaning> SsdNetwork::rawMeanings() const {
    return {{"logits", "[N, P, C + 1] class scores of each prior before softmax, background first"},
            {"offsets",
             "[N, P, 4] of each prior's box: centre divided by the prior's size and the centre's "
             "variance, logarithm of the size's ratio divided by the size's variance"}};
}

namespace torch_half {

std::shared_ptr<DetectorNetwork> buildSsd(const DetectorSpec& spec, InitialWeights& initial) {
    return std::make_shared<SsdNetwork>(spec, initial);
}

}  // namespace torch_half
}  // namespace priorscope
