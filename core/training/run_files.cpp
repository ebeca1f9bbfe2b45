#include "core/training/run_files.hpp"

#include <torch/version.h>

#include <charconv>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/base/atomic_file.hpp"
#include "core/base/json_fields.hpp"

namespace priorscope {
namespace {

constexpr const char* kCsvHead =
    "kind,step,epoch,loss,confidence_loss,localization_loss,learning_rate,gradient_norm,positives_per_image,"
    "images_per_second,elapsed_s,map_voc07,map_voc10\n";

/// The shortest text that reads back as the same number.
std::string text(double value) {
    std::array<char, 32> buffer{};
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), result.ptr};
}

/// Step of a metrics row; -1 for the head or a row that was cut off.
std::int64_t stepOfRow(const std::string& row) {
    const std::size_t from = row.find(',');
    if (from == std::string::npos) {
        return -1;
    }
    std::int64_t step = -1;
    std::from_chars(row.data() + from + 1, row.data() + row.size(), step);
    return step;
}

std::string keptRows(const std::filesystem::path& file, std::int64_t last_step) {
    std::string kept = kCsvHead;
    std::ifstream in(file);
    std::string row;
    while (std::getline(in, row)) {
        const std::int64_t step = stepOfRow(row);
        if (step >= 1 && step <= last_step && !in.eof()) {
            kept += row + "\n";
        }
    }
    return kept;
}

class Fnv {
  public:
    void add(std::string_view bytes) {
        for (const char byte : bytes) {
            m_hash = (m_hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3ULL;
        }
        m_hash = (m_hash ^ 0xFF) * 0x100000001B3ULL;
    }
    std::string hex() const {
        std::ostringstream out;
        out << std::hex << m_hash;
        return out.str();
    }

  private:
    std::uint64_t m_hash = 0xCBF29CE484222325ULL;
};

}  // namespace

std::string datasetFingerprint(const Dataset& dataset, const std::vector<std::size_t>& images) {
    Fnv hash;
    for (const std::size_t index : images) {
        const ImageRecord& record = dataset.images[index];
        hash.add(record.id);
        hash.add(std::to_string(record.width) + "x" + std::to_string(record.height));
        for (const Annotation& object : record.objects) {
            hash.add(dataset.className(object.label));
            hash.add(text(object.voc.xmin) + " " + text(object.voc.ymin) + " " + text(object.voc.xmax) + " " +
                     text(object.voc.ymax) + (object.difficult ? " difficult" : ""));
        }
    }
    return hash.hex();
}

void writeRunJson(const std::filesystem::path& folder, const TrainingOptions& options,
                  const DetectorSpec& spec, const RunHeader& header) {
    const nlohmann::json json = {{"format", 1},
                                 {"priorscope", PRIORSCOPE_VERSION},
                                 {"torch", TORCH_VERSION},
                                 {"started", header.started},
                                 {"dataset_fingerprint", header.dataset_fingerprint},
                                 {"images", header.images},
                                 {"initial_weights", header.initial_weights},
                                 {"options", toJson(options)},
                                 {"spec", toJson(spec)}};
    writeFileAtomically("writing the run's options", folder / "run.json", json.dump(2) + "\n");
}

void readRunJson(const std::filesystem::path& folder, TrainingOptions& options, DetectorSpec& spec,
                 RunHeader& header) {
    const std::filesystem::path file = folder / "run.json";
    std::ifstream in(file);
    if (!in) {
        throw Error({.action = "reading the run",
                     .file = folder.string(),
                     .reason = "it holds no run.json",
                     .remedy = "Choose a folder that a training run wrote"});
    }
    nlohmann::json json;
    try {
        json = nlohmann::json::parse(in);
    } catch (const nlohmann::json::parse_error& e) {
        throw Error({.action = "reading the run", .file = file.string(), .reason = e.what()});
    }
    int format = 0;
    std::string version;
    std::string torch_version;
    nlohmann::json options_json;
    nlohmann::json spec_json;
    JsonFields(json, file.string())
        .required("format", format)
        .optional("priorscope", version)
        .optional("torch", torch_version)
        .required("started", header.started)
        .required("dataset_fingerprint", header.dataset_fingerprint)
        .required("images", header.images)
        .optional("initial_weights", header.initial_weights)
        .required("options", options_json)
        .required("spec", spec_json)
        .finish();
    options = trainingOptionsFromJson(options_json, file.string() + ", options");
    spec = detectorSpecFromJson(spec_json, file.string() + ", spec");
}

MetricsWriter::MetricsWriter(const std::filesystem::path& folder, std::int64_t first_step)
    : m_events(folder) {
    const std::filesystem::path file = folder / "metrics.csv";
    writeFileAtomically("writing the run's metrics", file, keptRows(file, first_step));
    m_csv.open(file, std::ios::app);
}

void MetricsWriter::step(const StepMetrics& m) {
    m_csv << "step," << m.step << ',' << m.epoch << ',' << text(m.loss) << ',' << text(m.confidence_loss)
          << ',' << text(m.localization_loss) << ',' << text(m.learning_rate) << ',' << text(m.gradient_norm)
          << ',' << text(m.positives_per_image) << ',' << text(m.images_per_second) << ','
          << text(m.elapsed_s) << ",,\n"
          << std::flush;
    m_events.scalars(m.step, {{"loss/total", m.loss},
                              {"loss/confidence", m.confidence_loss},
                              {"loss/localization", m.localization_loss},
                              {"learning_rate", m.learning_rate},
                              {"gradient_norm", m.gradient_norm},
                              {"positives_per_image", m.positives_per_image},
                              {"images_per_second", m.images_per_second}});
}

void MetricsWriter::epoch(std::int64_t step, std::int64_t epoch, double loss, double confidence,
                          double localization) {
    m_csv << "epoch," << step << ',' << epoch << ',' << text(loss) << ',' << text(confidence) << ','
          << text(localization) << ",,,,,,,\n"
          << std::flush;
    m_events.scalars(step, {{"epoch/loss", loss}});
}

void MetricsWriter::evaluation(const EvaluationMetrics& metrics, std::int64_t epoch) {
    const auto optional = [](const std::optional<double>& value) {
        return value ? text(*value) : std::string();
    };
    m_csv << "evaluation," << metrics.step << ',' << epoch << ",,,,,,,,,"
          << optional(metrics.evaluation.map_voc07) << ',' << optional(metrics.evaluation.map_voc10) << '\n'
          << std::flush;
    if (metrics.evaluation.map_voc07) {
        m_events.scalars(metrics.step, {{"mAP@0.5 (VOC07)", *metrics.evaluation.map_voc07},
                                        {"mAP@0.5 (VOC10)", *metrics.evaluation.map_voc10}});
    }
}

}  // namespace priorscope
