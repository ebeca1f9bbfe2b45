// score
#include <memory>

#include "app/cli/command.hpp"
#include "app/cli/evaluation_output.hpp"
#include "app/cli/scoring_arguments.hpp"
#include "core/evaluation/saved/saved_detections.hpp"

namespace priorscope::cli {
namespace {

struct ScoreCommand {
    ScoringArguments scoring;
    DifficultObjects difficult = DifficultObjects::ignore;
};

int score(const ScoreCommand& command, Context& context) {
    show(scoreDetections(command.scoring.read(context), command.difficult), context.console);
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
}

}  // namespace priorscope::cli
