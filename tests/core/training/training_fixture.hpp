// Small runs on a small synthetic dataset, for training tests.
#pragma once

#include <QTemporaryDir>
#include <algorithm>
#include <filesystem>
#include <memory>

#include "core/base/torch_headers.hpp"
#include "core/checkpoint/checkpoint.hpp"
#include "core/dataset/sample_dataset.hpp"
#include "core/formats/voc/voc_reader.hpp"
#include "core/model/network_runner.hpp"
#include "core/training/training_session.hpp"

namespace priorscope {

/// 24 images (16 of them in train) and the runs made on them, in a temporary folder.
class SmallRuns {
  public:
    SmallRuns() {
        writeSampleDataset(path("data"), {.images = 24, .seed = 5});
        dataset = read("data");
    }

    std::filesystem::path path(const std::string& name) const {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
    std::filesystem::path last(const std::string& run) const { return path(run) / "checkpoints" / "last.pt"; }
    std::filesystem::path best(const std::string& run) const { return path(run) / "checkpoints" / "best.pt"; }

    std::shared_ptr<const Dataset> read(const std::string& name) const {
        return std::make_shared<const Dataset>(readVocDataset(path(name)).value());
    }

    TrainingOptions options(int steps) const {
        TrainingOptions o;
        o.dataset = path("data").string();
        o.split = "train";
        o.val_split = "val";
        o.steps = steps;
        o.batch_size = 4;
        o.learning_rate = 0.01;
        o.warmup_steps = 2;
        o.threads = 1;
        o.device = "cpu";
        return o;
    }

    /// Evaluated only at the end.
    TrainingOptions optionsAtConstantRate(int steps) const {
        TrainingOptions o = options(steps);
        o.schedule = "constant";
        o.warmup_steps = 0;
        o.evaluate_every = 1000;
        return o;
    }

    /// Evaluations give the same each time, so that patience ends when it can.
    TrainingOptions optionsWithoutLearning(int steps) const {
        TrainingOptions o = options(steps);
        o.learning_rate = 1e-12;
        o.momentum = 0.0;
        o.warmup_steps = 0;
        o.freeze_norms = true;
        return o;
    }

    std::unique_ptr<TrainingSession> start(const std::string& name, const TrainingOptions& o) const {
        return TrainingSession::start(dataset, spec, o, path(name));
    }

    TrainingState run(const std::string& name, const TrainingOptions& o,
                      const TrainingObserver& observer = {}) const {
        return start(name, o)->run({}, observer);
    }

    std::shared_ptr<const Dataset> dataset;
    DetectorSpec spec = loadDetectorSpec("ssd-tiny");

  private:
    QTemporaryDir m_folder;
};

/// Over all weights and statistics of two checkpoints.
inline double largestDifference(const std::filesystem::path& a, const std::filesystem::path& b) {
    const LoadedDetector left = loadDetector(a);
    const LoadedDetector right = loadDetector(b);
    const auto x = namedState(*networkOf(left.detector));
    const auto y = namedState(*networkOf(right.detector));
    double largest = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const torch::Tensor difference = x[i].second.to(torch::kFloat64) - y[i].second.to(torch::kFloat64);
        largest = std::max(largest, difference.abs().max().item<double>());
    }
    return largest;
}

}  // namespace priorscope
