#include "core/evaluation/evaluation.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <utility>

#include "core/base/parallel.hpp"
#include "core/evaluation/class_images.hpp"
#include "core/evaluation/class_results.hpp"

namespace priorscope {
namespace {

/// @return nothing if no class has a value
std::optional<double> meanOf(const std::vector<ClassEvaluation>& classes,
                             std::optional<double> ClassEvaluation::*value) {
    double sum = 0.0;
    int count = 0;
    for (const ClassEvaluation& evaluation : classes) {
        if (evaluation.*value) {
            sum += *(evaluation.*value);
            ++count;
        }
    }
    return count > 0 ? std::optional(sum / count) : std::nullopt;
}

/// Tallies that hold the images' detections without growing.
std::vector<ClassTally> roomFor(std::span<const ScoredImage* const> images, std::size_t classes) {
    std::vector<std::size_t> detections(classes + 1, 0);  // by label
    for (const ScoredImage* image : images) {
        for (const ScoredBox& detection : image->detections) {
            checkLabel(detection.label, classes);
            ++detections[static_cast<std::size_t>(detection.label)];
        }
    }
    std::vector<ClassTally> tallies(classes);
    for (std::size_t c = 0; c < classes; ++c) {
        tallies[c].voc.reserve(detections[c + 1]);
        tallies[c].coco.reserve(detections[c + 1]);
    }
    return tallies;
}

/// The tally of a class over all parts, in their order, so that ties do not depend on how many there are.
ClassTally joinedTally(const std::vector<std::vector<ClassTally>>& parts, std::size_t index) {
    ClassTally joined;
    std::size_t voc = 0;
    std::size_t coco = 0;
    for (const auto& part : parts) {
        voc += part[index].voc.size();
        coco += part[index].coco.size();
    }
    joined.voc.reserve(voc);
    joined.coco.reserve(coco);
    for (const auto& part : parts) {
        const ClassTally& more = part[index];
        joined.positives += more.positives;
        joined.voc.insert(joined.voc.end(), more.voc.begin(), more.voc.end());
        for (std::size_t range = 0; range < kCocoRanges; ++range) {
            joined.coco_positives[range] += more.coco_positives[range];
        }
        joined.coco.insert(joined.coco.end(), more.coco.begin(), more.coco.end());
    }
    return joined;
}

/// What a tally says.
struct ClassOutcome {
    std::int64_t positives = 0;
    VocFigures voc{};
    CocoClassFigures coco{};
};

ClassOutcome outcomeOf(const ClassTally& tally) {
    return {tally.positives, vocFigures(tally), cocoFigures(tally)};
}

ClassOutcome outcomeOf(const std::vector<std::vector<ClassTally>>& parts, std::size_t index) {
    return parts.size() == 1 ? outcomeOf(parts.front()[index]) : outcomeOf(joinedTally(parts, index));
}

}  // namespace

/// It keeps its memory from one image to the next.
class Evaluator::Judge {
  public:
    Judge(std::size_t classes, DifficultObjects difficult) : m_images(classes, difficult) {}

    /// @param tallies  [classes]; unchanged where it throws
    void judge(const ScoredImage& image, std::vector<ClassTally>& tallies) {
        m_images.take(image);
        for (std::size_t c = 0; c < tallies.size(); ++c) {
            const ClassImage& of_class = m_images.ofClasses()[c];
            if (!of_class.objects.empty() || !of_class.detections.empty()) {
                judgeByVoc(of_class, tallies[c]);
                judgeByCoco(of_class, tallies[c]);
            }
        }
    }

  private:
    ClassImages m_images;
};

Evaluator::Evaluator(const std::vector<std::string>& classes, DifficultObjects difficult,
                     std::vector<bool> known)
    : m_classes(classes),
      m_difficult(difficult),
      m_known(std::move(known)),
      m_parts(1, std::vector<ClassTally>(classes.size())),
      m_judge(std::make_unique<Judge>(classes.size(), difficult)) {}

Evaluator::~Evaluator() = default;

void Evaluator::add(const ImageRow& truth, std::span<const Detection> detections) {
    add(scoredImage(truth, detections));
}

void Evaluator::add(const ScoredImage& image) {
    m_judge->judge(image, m_parts.back());
    ++m_images;
}

void Evaluator::add(std::span<const ScoredImage* const> images, int workers) {
    constexpr std::size_t kPartsOfAWorker = 4;  // so that none waits long for another's last one
    const auto wanted = kPartsOfAWorker * static_cast<std::size_t>(workers > 0 ? workers : defaultWorkers());
    const std::size_t chunk = std::max<std::size_t>(1, (images.size() + wanted - 1) / wanted);
    std::vector<std::vector<ClassTally>> parts((images.size() + chunk - 1) / chunk);
    parallelChunks(images.size(), {.chunk = chunk, .workers = workers}, {}, {},
                   [&](std::size_t begin, std::size_t end, int) {
                       Judge judge(m_classes.size(), m_difficult);
                       std::vector<ClassTally>& part = parts[begin / chunk];
                       part = roomFor(images.subspan(begin, end - begin), m_classes.size());
                       for (std::size_t i = begin; i < end; ++i) {
                           judge.judge(*images[i], part);
                       }
                   });
    std::ranges::move(parts, std::back_inserter(m_parts));
    m_images += static_cast<std::int64_t>(images.size());
}

Evaluation Evaluator::result(int workers) const {
    std::vector<ClassOutcome> outcomes(m_classes.size());
    parallelChunks(m_classes.size(), {.chunk = 1, .workers = workers}, {}, {},
                   [&](std::size_t begin, std::size_t end, int) {
                       for (std::size_t c = begin; c < end; ++c) {
                           outcomes[c] = outcomeOf(m_parts, c);
                           if (!m_known.empty() && !m_known.at(c + 1)) {
                               outcomes[c] = {.positives = outcomes[c].positives};
                           }
                       }
                   });
    std::vector<CocoClassFigures> coco_of_class;
    for (const ClassOutcome& outcome : outcomes) {
        coco_of_class.push_back(outcome.coco);
    }
    const CocoResults coco = cocoResults(coco_of_class);
    Evaluation evaluation;
    evaluation.images = m_images;
    for (std::size_t c = 0; c < m_classes.size(); ++c) {
        evaluation.classes.push_back({.name = m_classes[c],
                                      .label = static_cast<int>(c) + 1,
                                      .positives = outcomes[c].positives,
                                      .ap_voc07 = outcomes[c].voc.ap_voc07,
                                      .ap_voc10 = outcomes[c].voc.ap_voc10,
                                      .ap50 = coco.ap50[c]});
    }
    evaluation.map_voc07 = meanOf(evaluation.classes, &ClassEvaluation::ap_voc07);
    evaluation.map_voc10 = meanOf(evaluation.classes, &ClassEvaluation::ap_voc10);
    evaluation.coco = coco.figures;
    return evaluation;
}

Evaluation evaluateDetections(const std::vector<EvaluatedImage>& images,
                              const std::vector<std::string>& classes) {
    Evaluator evaluator(classes);
    for (const EvaluatedImage& image : images) {
        evaluator.add(image.truth, image.detections);
    }
    return evaluator.result();
}

std::vector<std::optional<double>> classPrecisions(const Evaluation& evaluation) {
    std::vector<std::optional<double>> precisions;
    precisions.reserve(evaluation.classes.size());
    for (const ClassEvaluation& each : evaluation.classes) {
        precisions.push_back(each.ap_voc07);
    }
    return precisions;
}

}  // namespace priorscope
