#include "app/cli/comparison_output.hpp"

#include <utility>

#include "app/cli/evaluation_output.hpp"

namespace priorscope::cli {
namespace {

struct Count {
    const char* key;
    const char* title;
    std::int64_t (*of)(const VerdictCounts&);
};

template <Outcome outcome>
std::int64_t countOf(const VerdictCounts& counts) {
    return counts.count(outcome);
}

/// Right and wrong detections by cause, and objects.
constexpr std::array<Count, 8> kCounts{{
    {"right", "right", countOf<Outcome::true_positive>},
    {"localization", "wrong: localization", countOf<Outcome::localization>},
    {"classification", "wrong: classification", countOf<Outcome::classification>},
    {"both", "wrong: both", countOf<Outcome::both>},
    {"duplicate", "wrong: duplicate", countOf<Outcome::duplicate>},
    {"background", "wrong: background", countOf<Outcome::background>},
    {"missed", "objects missed", [](const VerdictCounts& counts) { return counts.missed(); }},
    {"objects", "objects", [](const VerdictCounts& counts) { return counts.objects; }},
}};

Json countsAsJson(const VerdictCounts& counts) {
    Json json = Json::object();
    for (const Count& each : kCounts) {
        json[each.key] = each.of(counts);
    }
    return json;
}

/// B - A; the objects are those of both.
Json countDifference(const VerdictCounts& a, const VerdictCounts& b) {
    Json json = Json::object();
    for (const Count& each : kCounts) {
        if (std::string(each.key) != "objects") {
            json[each.key] = each.of(b) - each.of(a);
        }
    }
    return json;
}

/// @param name  "map" or "ap"
Json differenceAsJson(const std::string& name, const FigureDifference& voc07, const FigureDifference& voc10) {
    return {{name + "_voc07", jsonOrNull(voc07.difference)},
            {"interval", intervalAsJson(voc07.interval)},
            {"p_b_better", jsonOrNull(voc07.p_b_better)},
            {name + "_voc10", jsonOrNull(voc10.difference)},
            {"interval_voc10", intervalAsJson(voc10.interval)},
            {"p_b_better_voc10", jsonOrNull(voc10.p_b_better)}};
}

Json classesAsJson(const Comparison& comparison) {
    Json classes = Json::object();
    for (const PrecisionDifference::OfClass& each : comparison.precision.classes) {
        const auto label = static_cast<std::size_t>(each.label);
        const VerdictCounts& a = comparison.verdicts.a.classes[label];
        const VerdictCounts& b = comparison.verdicts.b.classes[label];
        Json difference = differenceAsJson("ap", each.ap_voc07, each.ap_voc10);
        difference["counts"] = countDifference(a, b);
        classes[comparison.truth.classes()[label - 1]] = {{"positives", each.positives},
                                                          {"a",
                                                           {{"ap_voc07", jsonOrNull(each.ap_voc07.a)},
                                                            {"ap_voc10", jsonOrNull(each.ap_voc10.a)},
                                                            {"counts", countsAsJson(a)}}},
                                                          {"b",
                                                           {{"ap_voc07", jsonOrNull(each.ap_voc07.b)},
                                                            {"ap_voc10", jsonOrNull(each.ap_voc10.b)},
                                                            {"counts", countsAsJson(b)}}},
                                                          {"difference", std::move(difference)}};
    }
    return classes;
}

Json objectsAsJson(const Comparison& comparison, const std::vector<VerdictDifference::ObjectPlace>& places) {
    Json objects = Json::array();
    for (const VerdictDifference::ObjectPlace& place : places) {
        const TruthBox& object =
            comparison.objects[place.image]->objects[static_cast<std::size_t>(place.object)];
        const PixelBox& box = object.box;
        objects.push_back({{"image", comparison.truth.imageId(comparison.images[place.image])},
                           {"label", comparison.truth.classes()[static_cast<std::size_t>(object.label - 1)]},
                           {"box", {box.x, box.y, box.x + box.width, box.y + box.height}}});
    }
    return objects;
}

Json imagesAsJson(const Comparison& comparison, const std::vector<VerdictDifference::ImageErrors>& errors) {
    Json images = Json::array();
    for (const VerdictDifference::ImageErrors& each : errors) {
        images.push_back({{"image", comparison.truth.imageId(comparison.images[each.image])},
                          {"a", each.a},
                          {"b", each.b}});
    }
    return images;
}

Json comparisonAsJson(const Comparison& comparison) {
    const PrecisionDifference& precision = comparison.precision;
    const VerdictDifference& verdicts = comparison.verdicts;
    const auto [a, b] = comparison.sides;
    Json difference = differenceAsJson("map", precision.map_voc07, precision.map_voc10);
    difference["counts"] = countDifference(verdicts.a.total, verdicts.b.total);
    return {{"a", evaluationAsJson(a->evaluation)},
            {"b", evaluationAsJson(b->evaluation)},
            {"difference", std::move(difference)},
            {"compared",
             {{"images", comparison.images.size()},
              {"trained_on_left_out", comparison.left_out},
              {"classes", precision.classes.size()},
              {"classes_of_data", comparison.truth.classes().size()},
              {"a",
               {{"map_voc07", jsonOrNull(precision.map_voc07.a)},
                {"map_voc10", jsonOrNull(precision.map_voc10.a)},
                {"errors_at", a->errors_at},
                {"counts", countsAsJson(verdicts.a.total)}}},
              {"b",
               {{"map_voc07", jsonOrNull(precision.map_voc07.b)},
                {"map_voc10", jsonOrNull(precision.map_voc10.b)},
                {"errors_at", b->errors_at},
                {"counts", countsAsJson(verdicts.b.total)}}},
              {"protocol", comparison.protocol},
              {"draws", comparison.bootstrap.draws},
              {"seed", comparison.bootstrap.seed}}},
            {"classes", classesAsJson(comparison)},
            {"objects",
             {{"found_by_a", objectsAsJson(comparison, verdicts.found_by_a)},
              {"found_by_b", objectsAsJson(comparison, verdicts.found_by_b)}}},
            {"images",
             {{"worse_in_a", imagesAsJson(comparison, verdicts.worse_in_a)},
              {"worse_in_b", imagesAsJson(comparison, verdicts.worse_in_b)}}},
            {"notes", comparison.notes}};
}

std::vector<std::string> row(const std::string& name, const std::string& objects,
                             const FigureDifference& figure) {
    if (!figure.difference || !figure.interval) {
        return {name, objects, fixed(figure.a, 3), fixed(figure.b, 3), "–", "–", "–"};
    }
    return {name,
            objects,
            fixed(figure.a, 3),
            fixed(figure.b, 3),
            signedFixed(*figure.difference, 3),
            signedFixed(figure.interval->low, 3) + " to " + signedFixed(figure.interval->high, 3),
            fixed(figure.p_b_better, 3)};
}

void printComparison(const Comparison& comparison, std::ostream& out) {
    const PrecisionDifference& precision = comparison.precision;
    Table figures({"AP@0.5 (VOC07)", "objects", "A", "B", "B - A", "95 % interval", "P(B better)"});
    for (const PrecisionDifference::OfClass& each : precision.classes) {
        figures.add(row(comparison.truth.classes()[static_cast<std::size_t>(each.label - 1)],
                        std::to_string(each.positives), each.ap_voc07));
    }
    figures.add(row("mean", "", precision.map_voc07));
    figures.add(row("mean (VOC10)", "", precision.map_voc10));
    figures.print(out);
    const auto [a, b] = comparison.sides;
    out << "\nOver " << comparison.images.size() << " images, " << comparison.bootstrap.draws
        << " draws, seed " << comparison.bootstrap.seed << "\n\n";
    Table counts({"detections and objects", "A", "B", "B - A"});
    for (const Count& each : kCounts) {
        const std::int64_t of_a = each.of(comparison.verdicts.a.total);
        const std::int64_t of_b = each.of(comparison.verdicts.b.total);
        counts.add({each.title, std::to_string(of_a), std::to_string(of_b),
                    (of_b > of_a ? "+" : "") + std::to_string(of_b - of_a)});
    }
    counts.print(out);
    out << "\nDetections from a score of " << fixed(a->errors_at, 2) << " (A) and " << fixed(b->errors_at, 2)
        << " (B) on. Objects that only A finds: " << comparison.verdicts.found_by_a.size()
        << ", only B: " << comparison.verdicts.found_by_b.size()
        << ". Images with more errors in A: " << comparison.verdicts.worse_in_a.size()
        << ", in B: " << comparison.verdicts.worse_in_b.size() << ". --json lists them.\n";
}

}  // namespace

void show(const Comparison& comparison, Console& console) {
    for (const std::string& note : comparison.notes) {
        console.note(note);
    }
    Json document = comparisonAsJson(comparison);
    comparison.chosen.addTo(document);
    if (!console.printJson(document)) {
        comparison.chosen.print(console.text());
        printComparison(comparison, console.text());
    }
}

}  // namespace priorscope::cli
