// score
#include <memory>
#include <utility>
#include <vector>

#include "app/cli/command.hpp"
#include "app/cli/evaluation_output.hpp"
#include "app/cli/scoring_arguments.hpp"
#include "core/compute/blas_threads.hpp"
#include "core/compute/compute_settings.hpp"
#include "core/evaluation/saved/saved_detections.hpp"

namespace priorscope::cli {
namespace {

struct ScoreCommand {
    ScoringArguments scoring;
    DifficultObjects difficult = DifficultObjects::ignore;
    IntervalArguments intervals;
};

int score(const ScoreCommand& command, Context& context) {
    endIdleBlasThreads();
    configureCompute(command.scoring.threads);  // keeps memory for the next use
    ReadTruth read = command.scoring.read(command.difficult, context);
    ScoringTruth& truth = read.truth;
    std::vector<const ScoredImage*> images;
    for (std::size_t i = 0; i < truth.images().size(); ++i) {
        if (truth.isScored(i)) {
            ScoredImage& image = truth.image(i);
            image.objects = treated(std::move(image.objects), command.difficult);
            images.push_back(&image);
        }
    }
    const Evaluation evaluation = scoreDetections(truth, DifficultObjects::ignore, command.scoring.threads);
    IntervalArguments intervals = command.intervals;
    intervals.bootstrap.workers = command.scoring.threads;
    show(evaluation, images, {}, intervals, read.chosen, context);
    return 0;
}

}  // namespace

void addScoreCommand(CLI::App& app, Invocation& invocation) {
    auto command = std::make_shared<ScoreCommand>();
    CLI::App* score_app =
        addCommand(app, invocation, "score", "Average precision of saved detections", command, score);
    addScoring(*score_app, command->scoring);
    score_app->get_option("--ground-truth")->required();
    score_app->get_option("--detections")->required();
    addDifficult(*score_app, command->difficult);
    addIntervals(*score_app, command->intervals);
    score_app
        ->add_option("--threads", command->scoring.threads,
                     "Threads that read and score, 0: all cores; they never change figures")
        ->check(CLI::Range(0, 1024))
        ->capture_default_str();
}

}  // namespace priorscope::cli
