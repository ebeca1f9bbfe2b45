#include "core/formats/combined/dataset_file.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/files/atomic_file.hpp"
#include "core/base/files/stored_path.hpp"
#include "core/base/json/json_fields.hpp"
#include "core/base/json/json_file.hpp"
#include "core/base/text/joined.hpp"
#include "core/dataset/issue_kind.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kKey = "priorscope_dataset";
constexpr int kVersion = 1;
constexpr std::streamsize kBeginning = 256;  ///< bytes in which the key stands

Sentence opening() {
    return Core::tr("opening the dataset");
}

/// Relative where the part lies in the file's folder, or in the one above it.
fs::path writtenPart(const fs::path& part, const fs::path& folder) {
    const fs::path relative = part.lexically_relative(folder);
    const auto up = std::count(relative.begin(), relative.end(), fs::path(".."));
    return relative.empty() || up > 1 ? part : relative;
}

/// Only the classes of a list, in its order. @throws nothing
void keepClasses(Dataset& dataset, const std::vector<std::string>& classes, const fs::path& file) {
    std::vector<int> labels;
    for (std::size_t i = 0; i < dataset.classes.size(); ++i) {
        const std::string& name = dataset.classes[i];
        const auto found = std::find(classes.begin(), classes.end(), name);
        labels.push_back(found == classes.end() ? 0 : static_cast<int>(found - classes.begin()) + 1);
        if (found == classes.end()) {
            dataset.issues.push_back({.kind = IssueKind::unknown_class,
                                      .file = file,
                                      .detail = Core::tr("The class %1 is not in the given list (%2): its "
                                                         "objects are left out.")
                                                    .arg(name)
                                                    .arg(joined(classes))});
        }
    }
    dataset.images.relabel(labels);
    dataset.classes = classes;
}

/// What of a map is about classes that there are. A part whose last object of a class went still opens.
ClassMap presentClasses(ClassMap map, const fs::path& file, Dataset& dataset) {
    std::vector<std::string> kept;  // new names
    for (const std::string& name : dataset.classes) {
        const auto renamed = std::find_if(map.renamed.begin(), map.renamed.end(),
                                          [&name](const auto& each) { return each.first == name; });
        kept.push_back(renamed == map.renamed.end() ? name : renamed->second);
    }
    const auto lacks = [&](const std::vector<std::string>& names, const std::string& name) {
        const bool is_absent = std::find(names.begin(), names.end(), name) == names.end();
        if (is_absent) {
            dataset.issues.push_back(
                {.kind = IssueKind::unknown_class,
                 .file = file,
                 .detail = Core::tr("It speaks of the class %1, which none of its folders has.").arg(name)});
        }
        return is_absent;
    };
    std::erase_if(map.renamed, [&](const auto& each) { return lacks(dataset.classes, each.first); });
    std::erase_if(map.dropped, [&](const std::string& name) { return lacks(dataset.classes, name); });
    std::erase_if(map.order, [&](const std::string& name) { return lacks(kept, name); });
    return map;
}

}  // namespace

bool isDatasetFile(const fs::path& file) {
    std::error_code error;
    if (file.extension() != ".json" || !fs::is_regular_file(file, error)) {
        return false;
    }
    std::ifstream stream(file, std::ios::binary);
    std::string beginning(static_cast<std::size_t>(kBeginning), '\0');
    stream.read(beginning.data(), kBeginning);
    return beginning.find("\"" + std::string(kKey) + "\"") != std::string::npos;
}

DatasetFile readDatasetFile(const fs::path& file) {
    const nlohmann::json json = readJsonFile(file, opening());
    DatasetFile contents;
    int version = 0;
    std::vector<std::string> parts;
    nlohmann::json renamed = nlohmann::json::object();
    JsonFields fields(json, file.string());
    fields.required(std::string(kKey), version)
        .required("parts", parts)
        .optional("renamed", renamed)
        .optional("dropped", contents.classes.dropped)
        .optional("order", contents.classes.order)
        .finish();
    if (version != kVersion) {
        throw Error(
            {.action = opening(),
             .file = file.string(),
             .reason = Core::tr("it is of version %1, this program knows %2").arg(version).arg(kVersion),
             .remedy = Core::tr("Update Priorscope")});
    }
    for (const auto& [old_name, new_name] : renamed.items()) {
        if (!new_name.is_string()) {
            throw Error({.action = opening(),
                         .file = file.string(),
                         .reason = Core::tr("the new name of %1 is no text").arg(old_name)});
        }
        contents.classes.renamed.emplace_back(old_name, new_name.get<std::string>());
    }
    if (parts.empty()) {
        throw Error({.action = opening(), .file = file.string(), .reason = Core::tr("it names no folder")});
    }
    std::error_code error;
    const fs::path whole = fs::absolute(file, error);
    for (const std::string& part : parts) {
        const fs::path path(pathFromStored(part));
        contents.parts.push_back((path.is_absolute() ? path : whole.parent_path() / path).lexically_normal());
    }
    return contents;
}

void writeDatasetFile(const fs::path& file, const DatasetFile& contents) {
    std::error_code error;
    if (fs::exists(file, error) && !isDatasetFile(file)) {
        throw Error({.action = Core::tr("writing the dataset file"),
                     .file = file.string(),
                     .reason = Core::tr("another file is there"),
                     .remedy = Core::tr("Choose another name")});
    }
    const fs::path folder = fs::absolute(file, error).lexically_normal().parent_path();
    nlohmann::ordered_json json{{std::string(kKey), kVersion}, {"parts", nlohmann::json::array()}};
    for (const fs::path& part : contents.parts) {
        const fs::path whole = fs::absolute(part, error).lexically_normal();
        json["parts"].push_back(storedPath(writtenPart(whole, folder).native()));
    }
    json["renamed"] = nlohmann::json::object();
    for (const auto& [old_name, new_name] : contents.classes.renamed) {
        json["renamed"][old_name] = new_name;
    }
    json["dropped"] = contents.classes.dropped;
    json["order"] = contents.classes.order;
    writeFileAtomically(Core::tr("writing the dataset file"), file,
                        json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

std::optional<Dataset> readCombinedDataset(const fs::path& file, const ReadOptions& options,
                                           const std::stop_token& stop, const ProgressFn& progress) {
    const auto started = std::chrono::steady_clock::now();
    const DatasetFile contents = readDatasetFile(file);
    ReadOptions of_part = options;
    of_part.split.clear();
    of_part.classes.clear();
    std::vector<Dataset> parts;
    for (const fs::path& part : contents.parts) {
        if (isDatasetFile(part)) {
            throw Error({.action = opening(),
                         .file = file.string(),
                         .reason = Core::tr("its part %1 is a file of this kind itself").arg(part.string()),
                         .remedy = Core::tr("Name the folders of that one")});
        }
        std::optional<Dataset> read = readDataset(part, of_part, stop, progress);
        if (!read) {
            return std::nullopt;
        }
        parts.push_back(*std::move(read));
    }
    MergedDataset merged = mergedDataset(parts);
    Dataset dataset = std::move(merged.dataset);
    dataset.root = file;
    dataset.name = file.stem().string();
    mapClasses(dataset, presentClasses(contents.classes, file, dataset));
    if (!options.classes.empty()) {
        keepClasses(dataset, options.classes, file);
    }
    if (merged.repeated_files > 0) {
        dataset.issues.push_back(
            {.kind = IssueKind::shared_image,
             .file = file,
             .detail = Core::tr("%1 image files belong to several of its folders: each is there for each.")
                           .arg(merged.repeated_files)});
    }
    dataset.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return dataset;
}

}  // namespace priorscope
