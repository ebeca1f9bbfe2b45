#include "core/interchange/weights/class_rows.hpp"

#include <algorithm>
#include <unordered_map>

#include "core/base/text/unicode.hpp"

namespace priorscope {
namespace {

using Places = std::unordered_map<std::string, std::size_t>;

MappedWeight* weightNamed(MappedWeights& mapped, const std::string& name) {
    const auto found = std::find_if(mapped.tensors.begin(), mapped.tensors.end(),
                                    [&](const MappedWeight& weight) { return weight.name == name; });
    return found == mapped.tensors.end() ? nullptr : &*found;
}

const torch::Tensor* tensorNamed(const MappedWeights& mapped, const std::string& name) {
    const auto found = std::find_if(mapped.tensors.begin(), mapped.tensors.end(),
                                    [&](const MappedWeight& weight) { return weight.name == name; });
    return found == mapped.tensors.end() ? nullptr : &found->tensor;
}

/// Priors per cell in the file, from the four rows that each has in the box head; 0 if that is missing.
std::int64_t priorsInFile(const MappedWeights& mapped, const ClassRows& rows) {
    const torch::Tensor* boxes = tensorNamed(mapped, rows.boxes);
    return boxes != nullptr && boxes->dim() >= 1 && boxes->size(0) % 4 == 0 ? boxes->size(0) / 4 : 0;
}

Places placesOf(const std::vector<std::string>& names) {
    Places places;
    for (std::size_t i = 0; i < names.size(); ++i) {
        places.emplace(names[i], i);
    }
    return places;
}

/// Whether all dimensions but the first match.
bool sameBeyondRows(const torch::Tensor& a, const torch::Tensor& b) {
    return a.dim() >= 1 && a.dim() == b.dim() && a.sizes().slice(1) == b.sizes().slice(1);
}

/// The detector's tensor, with the file's rows for classes that both have.
/// @param given  [priors · (names in the file + 1), …]
torch::Tensor arranged(const torch::Tensor& given, const torch::Tensor& own, std::int64_t priors,
                       const std::vector<std::string>& classes, const Places& in_file) {
    const torch::NoGradGuard no_grad;
    torch::Tensor result = own.detach().contiguous().clone();
    const torch::Tensor to = result.view({priors, own.size(0) / priors, -1});
    const torch::Tensor from =
        given.detach().to(own.scalar_type()).reshape({priors, given.size(0) / priors, -1});
    to.select(1, 0).copy_(from.select(1, 0));
    for (std::size_t i = 0; i < classes.size(); ++i) {
        if (const auto found = in_file.find(classes[i]); found != in_file.end()) {
            to.select(1, static_cast<std::int64_t>(i) + 1)
                .copy_(from.select(1, static_cast<std::int64_t>(found->second) + 1));
        }
    }
    return result;
}

/// Where each class name's rows came from.
ClassRowReport comparedByName(const SourceDetector& source, const std::vector<std::string>& classes) {
    ClassRowReport report;
    report.by = ClassRowReport::By::name;
    report.list = source.class_list;
    const Places in_file = placesOf(source.classes);
    const Places in_detector = placesOf(classes);
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const auto found = in_file.find(classes[i]);
        auto& names = found == in_file.end() ? report.fresh : found->second == i ? report.kept : report.moved;
        names.push_back(classes[i]);
    }
    for (const std::string& name : source.classes) {
        if (!in_detector.contains(name)) {
            report.dropped.push_back(name);
        }
    }
    return report;
}

}  // namespace

std::int64_t outputsPerPrior(const MappedWeights& mapped, const DetectorNetwork& network) {
    for (const ClassRows& rows : network.classRows()) {
        const torch::Tensor* given = tensorNamed(mapped, rows.name);
        const std::int64_t priors = priorsInFile(mapped, rows);
        if (given != nullptr && priors > 0 && given->dim() >= 1 && given->size(0) % priors == 0) {
            return given->size(0) / priors;
        }
    }
    return 0;
}

ClassRowReport arrangeClassRows(const SourceDetector& source, const DetectorNetwork& network,
                                MappedWeights& mapped) {
    const std::vector<std::string>& classes = network.spec().classes;
    const Places in_file = placesOf(source.classes);
    const auto outputs = static_cast<std::int64_t>(classes.size()) + 1;
    std::unordered_map<std::string, torch::Tensor> own;
    for (const auto& [name, tensor] : namedState(network)) {
        own.emplace(name, tensor);
    }
    ClassRowReport report;
    std::vector<std::string> in_part;
    for (const ClassRows& rows : network.classRows()) {
        MappedWeight* weight = weightNamed(mapped, rows.name);
        std::int64_t in_cell = priorsInFile(mapped, rows);
        if (weight == nullptr || !weight->tensor.is_floating_point()) {
            continue;
        }
        const torch::Tensor target = own.at(rows.name).to(weight->tensor.device());
        // Without the offsets of its map, rows are assumed to be for the detector's priors.
        if (in_cell == 0 && weight->tensor.dim() > 0 && weight->tensor.size(0) % rows.priors == 0) {
            in_cell = rows.priors;
        }
        if (in_cell == 0) {
            continue;
        }
        if (in_cell != rows.priors) {
            if (weight->tensor.sizes() == target.sizes()) {
                weight->refusal =
                    Core::tr("is for %1 priors per cell, the detector has %2").arg(in_cell).arg(rows.priors);
            }
            continue;
        }
        if (!sameBeyondRows(weight->tensor, target) || weight->tensor.size(0) % in_cell != 0) {
            continue;
        }
        const std::int64_t in_row = weight->tensor.size(0) / in_cell;
        if (static_cast<std::size_t>(in_row) == source.classes.size() + 1 && !source.classes.empty()) {
            report.by = ClassRowReport::By::name;
            if (source.classes != classes) {
                weight->file_shape = weight->tensor.sizes().vec();
                weight->tensor = arranged(weight->tensor, target, rows.priors, classes, in_file);
                in_part.push_back(rows.name);
            }
        } else if (in_row == outputs && report.by == ClassRowReport::By::none) {
            report.by = ClassRowReport::By::order;
            report.kept = classes;
        }
    }
    if (report.by == ClassRowReport::By::name) {
        report = comparedByName(source, classes);
        if (!report.fresh.empty()) {
            report.in_part = std::move(in_part);
        }
    }
    return report;
}

std::vector<Sentence> classRowNotes(const ClassRowReport& rows) {
    std::vector<Sentence> notes;
    if (rows.by == ClassRowReport::By::order) {
        notes.push_back(
            Core::tr("No list of class names is known for this file: the rows of its heads are taken in the "
                     "order that they have, as those of this detector's classes."));
    }
    if (rows.by == ClassRowReport::By::name &&
        !(rows.moved.empty() && rows.fresh.empty() && rows.dropped.empty())) {
        notes.push_back(
            Core::tr("The rows of the heads go by class name (%1): %2 stay in their place, %3 move, %4 start "
                     "fresh, %5 of the file are left out; the background's is taken.")
                .arg(rows.list)
                .arg(rows.kept.size())
                .arg(rows.moved.size())
                .arg(rows.fresh.size())
                .arg(rows.dropped.size()));
    }
    for (const std::string& fresh : rows.fresh) {
        for (const std::string& dropped : rows.dropped) {
            if (caseFolded(fresh) == caseFolded(dropped)) {
                notes.push_back(
                    Core::tr("\"%1\" starts fresh, although the file has \"%2\": names must match exactly.")
                        .arg(fresh)
                        .arg(dropped));
            }
        }
    }
    return notes;
}

}  // namespace priorscope
