// thresholds
#include <filesystem>
#include <memory>

#include "app/cli/command.hpp"
#include "app/cli/judged_pass.hpp"
#include "core/base/files/stored_path.hpp"
#include "core/base/json/json_fields.hpp"
#include "core/checkpoint/checkpoint.hpp"
#include "core/evaluation/rescoring/chosen_scores.hpp"

namespace priorscope::cli {
namespace {

struct ThresholdsCommand {
    JudgedPassArguments pass;
    std::string aim = "f1";
    ScoreChoice choice{};
    bool keep = false;
    bool forget = false;
    bool has_precision = false;

    /// @throws UsageError
    void check() const {
        if (keep && forget) {
            throw UsageError("--keep and --forget exclude each other");
        }
        if ((keep || forget) && pass.checkpoint.empty()) {
            throw UsageError("--keep and --forget go with CHECKPOINT");
        }
        if (has_precision && aim != "precision") {
            throw UsageError("--wanted-precision goes with --aim precision");
        }
    }
};

ScoreAim aimNamed(const std::string& name) {
    return name == "f1" ? ScoreAim::best_f1 : name == "precision" ? ScoreAim::precision : ScoreAim::one_score;
}

Json asJson(const ChosenScore& chosen) {
    return {{"score", decimalFromFloat(chosen.score)},
            {"follows_aim", chosen.follows_aim},
            {"objects", chosen.positives},
            {"right", chosen.at.right},
            {"wrong", chosen.at.wrong},
            {"precision", jsonOrNull(chosen.precision())},
            {"recall", jsonOrNull(chosen.recall())},
            {"f1", jsonOrNull(chosen.f1())}};
}

/// The detector's classes, in its order.
std::vector<std::string> classesOf(const ClassMapping& mapping) {
    std::vector<std::string> classes;
    for (std::size_t i = 1; i < mapping.label_of.size(); ++i) {
        classes.push_back(mapping.names.at(static_cast<std::size_t>(mapping.label_of[i] - 1)));
    }
    return classes;
}

/// What is chosen, its figures and the point made of it.
struct Chosen {
    ChosenScores scores;
    OperatingPoint point;
    bool is_exact = true;
};

Chosen choose(const JudgedPass& pass, const ThresholdsCommand& command) {
    const ClassMapping& mapping = pass.found.mapping;
    const ChosenScores scores = chooseScores(curvesOf(pass.judged, mapping.judged).value(), command.choice);
    OperatingPoint point = operatingPointOf(scores, command.choice, mapping, pass.kept.options);
    point.chosen_on.dataset = storedFolder(command.pass.data());
    point.chosen_on.split = command.pass.split;
    point.chosen_on.where = command.pass.filter.where;
    const bool is_exact = areCountsExact(point, pass.kept, pass.judged);
    return {scores, std::move(point), is_exact};
}

void print(const Chosen& chosen, const JudgedPass& pass, std::ostream& out) {
    Table table({"class", "score", "objects", "precision", "recall", "F1", ""});
    const auto add = [&table](const std::string& name, const std::string& score, const ChosenScore& each) {
        table.add({name, score, std::to_string(each.positives), fixed(each.precision(), 3),
                   fixed(each.recall(), 3), fixed(each.f1(), 3), each.follows_aim ? "" : "aim not reached"});
    };
    for (std::size_t i = 0; i < chosen.scores.classes.size(); ++i) {
        const ChosenScore& each = chosen.scores.classes[i];
        add(pass.found.mapping.names.at(i), fixed(static_cast<double>(each.score), 3), each);
    }
    const ChosenScore& total = chosen.scores.total;
    add("all", chosen.point.hasOneScore() ? fixed(static_cast<double>(total.score), 3) : "by class", total);
    table.print(out);
    if (!chosen.is_exact) {
        out << "Top k is full in some image: figures at these scores may differ a little\n";
    }
}

int thresholds(const ThresholdsCommand& given, Context& context) {
    given.check();
    const std::filesystem::path checkpoint =
        given.pass.checkpoint.empty() ? std::filesystem::path() : checkpointFile(given.pass.checkpoint);
    if (given.forget) {
        forgetOperatingPoint(checkpoint);
        if (!context.console.printJson({{"forgotten", operatingPointFile(checkpoint).string()}})) {
            context.console.text() << "No operating point is kept with " << checkpoint.string() << '\n';
        }
        if (loadDetector(checkpoint).operating_point) {
            context.console.note(
                "The operating point that was exported into the file counts again; an export without one has "
                "none");
        }
        return 0;
    }
    ThresholdsCommand command = given;
    command.choice.aim = aimNamed(given.aim);
    const std::string contents = command.keep ? checkpointContents(checkpoint) : std::string();
    const JudgedPass pass = judgedPass(command.pass, "Detecting", "detecting", context);
    const Chosen chosen = choose(pass, command);
    if (command.keep) {
        keepOperatingPoint(checkpoint, contents, chosen.point, classesOf(pass.found.mapping));
    }
    Json classes = Json::object();
    for (std::size_t i = 0; i < chosen.scores.classes.size(); ++i) {
        classes[pass.found.mapping.names.at(i)] = asJson(chosen.scores.classes[i]);
    }
    const std::string kept = command.keep ? operatingPointFile(checkpoint).string() : "";
    Json document{{"aim", chosen.point.chosen_on.aim},
                  {"classes", classes},
                  {"total", asJson(chosen.scores.total)},
                  {"exact", chosen.is_exact},
                  {"nms_iou", decimalFromFloat(chosen.point.nms_iou)},
                  {"top_k", chosen.point.top_k},
                  {"kept", kept.empty() ? Json() : Json(kept)}};
    pass.chosen.addTo(document);
    if (context.console.printJson(document)) {
        return 0;
    }
    pass.chosen.print(context.console.text());
    print(chosen, pass, context.console.text());
    if (command.keep) {
        context.console.text()
            << "Kept in " << kept
            << ": detect and exports with NMS use it while the checkpoint stays as it is\n";
    }
    return 0;
}

}  // namespace

void addThresholdsCommand(CLI::App& app, Invocation& invocation) {
    auto command = std::make_shared<ThresholdsCommand>();
    CLI::App* thresholds_app =
        addCommand(app, invocation, "thresholds",
                   "Choose the scores from which detections count, class by class, on a split; and keep them "
                   "as the detector's operating point",
                   command, thresholds);
    addJudgedPass(*thresholds_app, command->pass);
    thresholds_app
        ->add_option("--aim", command->aim,
                     "f1: each class's highest F1; precision: the lowest score of each class that reaches "
                     "--wanted-precision; score: --min-score for every class")
        ->check(CLI::IsMember({"f1", "precision", "score"}))
        ->capture_default_str();
    thresholds_app
        ->add_option("--wanted-precision", command->choice.precision, "Wanted precision, for --aim precision")
        ->each([command](const std::string&) { command->has_precision = true; })
        ->check(between(0.001, 1.0))
        ->capture_default_str();
    thresholds_app
        ->add_option("--min-score", command->choice.score,
                     "Score of classes that do not reach the aim or have no object in the split")
        ->check(between(0.0, 1.0))
        ->capture_default_str();
    thresholds_app->add_flag("--keep", command->keep, "Keep them beside the checkpoint");
    thresholds_app->add_flag("--forget", command->forget, "Remove what is kept, without choosing anew");
}

}  // namespace priorscope::cli
