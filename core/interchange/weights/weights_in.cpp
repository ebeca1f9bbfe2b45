#include "core/interchange/weights/weights_in.hpp"

#include <cmath>
#include <sstream>
#include <unordered_map>
#include <unordered_set>

#include "core/base/error.hpp"
#include "core/interchange/weights/class_rows.hpp"
#include "core/interchange/weights/copy_weights.hpp"
#include "core/interchange/weights/source_detector.hpp"
#include "core/interchange/weights/weight_file.hpp"
#include "core/interchange/weights/weight_names.hpp"
#include "core/model/network_runner.hpp"
#include "core/model/ssd/ssd_family.hpp"

namespace priorscope {
namespace {

constexpr std::string_view kBatchCount = ".num_batches_tracked";

/// Empty if the tensor is acceptable.
Sentence refusal(const torch::Tensor& given, const torch::Tensor& target) {
    if (!target.is_floating_point()) {
        return given.is_floating_point() ? Core::tr("holds fractions where whole numbers belong")
                                         : Sentence();
    }
    if (!given.is_floating_point()) {
        return Core::tr("holds no floating-point numbers but %1").arg(c10::toString(given.scalar_type()));
    }
    // A view of few elements may span much of the file's data; only what would be copied is checked.
    return torch::isfinite(given).all().item<bool>() ? Sentence() : Core::tr("holds a NaN or an infinity");
}

std::string numbers(const std::array<float, 3>& values) {
    std::ostringstream out;
    out.precision(4);
    out << values[0] << " " << values[1] << " " << values[2];
    return out.str();
}

Sentence feedText(const Preprocessing& preprocessing) {
    return Core::tr("%1, mean %2, std %3")
        .arg(preprocessing.channels == ChannelOrder::rgb ? "RGB" : "BGR")
        .arg(numbers(preprocessing.mean))
        .arg(numbers(preprocessing.std));
}

/// "backbone vgg16"
Sentence kindOf(const DetectorSpec& spec) {
    const SsdBlock* ssd = findSsd(spec);
    return ssd == nullptr ? Sentence(spec.family->title) : Core::tr("backbone %1").arg(ssd->backbone);
}

bool feedsAlike(const Preprocessing& a, const Preprocessing& b) {
    bool alike = a.channels == b.channels;
    for (std::size_t c = 0; c < 3; ++c) {
        alike = alike && std::abs(a.mean[c] - b.mean[c]) < 1e-3F && std::abs(a.std[c] - b.std[c]) < 1e-4F;
    }
    return alike;
}

void addAll(std::vector<Sentence>& to, const std::vector<Sentence>& from) {
    to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

WeightReport copyWeights(DetectorNetwork& network, const MappedWeights& weights) {
    WeightReport report;
    report.source = weights.source;
    std::unordered_map<std::string, const MappedWeight*> given;
    for (const MappedWeight& weight : weights.tensors) {
        given.emplace(weight.name, &weight);
    }
    std::unordered_set<const MappedWeight*> used;
    std::int64_t lacking_counts = 0;
    const torch::NoGradGuard no_grad;
    for (const auto& [name, tensor] : namedState(network)) {
        const auto found = given.find(name);
        if (found == given.end()) {
            if (name.ends_with(kBatchCount)) {
                const std::string norm = name.substr(0, name.size() - kBatchCount.size());
                lacking_counts += given.contains(norm + ".running_mean") ? 1 : 0;
            } else {
                report.missing.push_back(name);
            }
            continue;
        }
        const torch::Tensor& source = found->second->tensor;
        used.insert(found->second);
        if (source.sizes() != tensor.sizes()) {
            report.reshaped.push_back({name, source.sizes().vec(), tensor.sizes().vec()});
        } else if (Sentence reason =
                       found->second->refusal.empty() ? refusal(source, tensor) : found->second->refusal;
                   !reason.empty()) {
            report.refused.push_back({name, std::move(reason)});
        } else {
            tensor.copy_(source);
            const std::vector<std::int64_t>& in_file = found->second->file_shape;
            if (!in_file.empty() && tensor.sizes() != c10::IntArrayRef(in_file)) {
                report.reshaped.push_back({name, in_file, tensor.sizes().vec()});
            } else {
                report.taken.push_back(name);
            }
        }
    }
    report.unexpected = weights.unexpected;
    for (const MappedWeight& weight : weights.tensors) {
        if (!used.contains(&weight)) {
            report.unexpected.push_back(weight.file_name);
        }
    }
    if (lacking_counts > 0) {
        report.notes.push_back(Core::tr("The file holds no counts of batches for %1 normalisations, as torch "
                                        "wrote before 0.4.1; they stay 0, and nothing is computed with them.")
                                   .arg(lacking_counts));
    }
    return report;
}

namespace torch_half {

WeightReport loadWeights(Detector& detector, const std::filesystem::path& file) {
    const WeightFile read = readWeights(file);
    MappedWeights mapped = mapWeights(read.tensors);
    WeightReport report;
    SourceDetector source;
    std::optional<Sentence> priors;
    {
        DetectorNetwork& network = *networkOf(detector);
        const std::lock_guard lock(network.mutex());
        source = sourceDetector(read, mapped, network);
        priors = priorsNote(source, mapped, network);
        ClassRowReport rows = arrangeClassRows(source, network, mapped);
        report = copyWeights(network, mapped);
        report.class_rows = std::move(rows);
    }
    report.format = read.format;
    if (report.taken.empty()) {
        Sentence reason =
            Core::tr(
                "nothing in it fits the detector %1 (%2); its %3 tensors look like %4, the first is %5 %6")
                .arg(detector.spec().name)
                .arg(kindOf(detector.spec()))
                .arg(read.tensors.size())
                .arg(mapped.source)
                .arg(read.tensors.front().first)
                .arg(shapeText(read.tensors.front().second.sizes().vec()));
        if (!report.refused.empty()) {
            const RefusedWeight& refused = report.refused.front();
            reason = Core::tr("%1; %2").arg(reason).arg(Sentence(refused.name) + " " + refused.reason);
        }
        throw Error({.action = Core::tr("loading weights"),
                     .file = file.string(),
                     .reason = reason,
                     .remedy = Core::tr("Choose the preset that these weights belong to, or other weights")});
    }
    addAll(report.notes, read.notes);
    addAll(report.notes, classRowNotes(report.class_rows));
    if (priors) {
        report.notes.push_back(*std::move(priors));
    }
    const int input_size = detector.spec().inputSize();
    if (source.priors && source.priors->input_size != input_size) {
        report.notes.push_back(
            Core::tr("These weights were trained at an input of %1 px, this detector's has %2: objects look "
                     "larger or smaller to it than they did, until it is trained.")
                .arg(source.priors->input_size)
                .arg(input_size));
    }
    if (source.feed && !feedsAlike(*source.feed, detector.spec().preprocessing)) {
        report.notes.push_back(
            Core::tr("These weights were trained on images fed as %1; this detector is fed %2. Training "
                     "adapts them; without training, give the spec's preprocessing their values.")
                .arg(feedText(*source.feed))
                .arg(feedText(detector.spec().preprocessing)));
    }
    return report;
}

}  // namespace torch_half

}  // namespace priorscope
