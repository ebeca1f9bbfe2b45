#include "core/training/evaluation/kept_split.hpp"

#include <sys/stat.h>

#include <bit>
#include <nlohmann/json.hpp>
#include <system_error>
#include <unordered_map>
#include <utility>

#include "core/base/files/cache_files.hpp"
#include "core/base/files/user_folder.hpp"
#include "core/base/fingerprint.hpp"
#include "core/detection/candidate_recording.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

constexpr const char* kExtension = ".candidates";

void addImage(Fingerprint& key, const ImageRow& record) {
    std::error_code unknown;  // then the path as it is
    const fs::path file = fs::absolute(record.image_file, unknown);
    key.add(unknown ? record.image_file.string() : file.lexically_normal().string());
    struct stat status {};
    if (::stat(record.image_file.native().c_str(), &status) != 0) {
        key.add("absent");
        return;
    }
    for (const std::int64_t number : {std::int64_t{status.st_size}, std::int64_t{status.st_mtim.tv_sec},
                                      std::int64_t{status.st_mtim.tv_nsec}, std::int64_t{record.orientation},
                                      std::int64_t{record.width}, std::int64_t{record.height}}) {
        key.add(std::to_string(number));
    }
}

/// One call of keptSplit(). Candidates are kept with the detector's own labels: the dataset's classes may get
/// other names.
class KeptPass {
  public:
    KeptPass(const Detector& detector, const Dataset& dataset, const CandidateCache& cache,
             JudgedImages judged, const CandidateOptions& options, std::string key)
        : m_detector(detector),
          m_dataset(dataset),
          m_cache(cache),
          m_judged(std::move(judged)),
          m_options(options),
          m_head{std::move(key), static_cast<std::uint32_t>(detector.spec().classes.size())},
          m_file(cache.folder / (m_head.key + kExtension)) {}

    /// The kept candidates. False if there are none, or it was stopped.
    bool read(const std::stop_token& stop, const ProgressFn& progress,
              const std::function<void(const Sentence&)>& on_problem);
    /// Runs the network and keeps what it finds. False if it was stopped.
    bool detect(const std::stop_token& stop, const ProgressFn& progress,
                const std::function<void(const Sentence&)>& on_problem);
    /// Leaves what was read of some of the images.
    void narrow(JudgedImages part);
    /// Adds what was read or found, with the dataset's labels.
    void finish(KeptSplit& result);

  private:
    std::optional<std::vector<Sentence>> problemsOf(const std::vector<bool>& is_readable) const;
    bool isIdentity() const;
    void relabel();
    void note(const Sentence& problem) {
        m_problems.push_back(Core::tr("Candidates are not kept for the next time: %1").arg(problem));
    }

    const Detector& m_detector;
    const Dataset& m_dataset;
    const CandidateCache& m_cache;
    JudgedImages m_judged;
    CandidateOptions m_options;
    CandidateFileHead m_head;
    fs::path m_file;
    CandidateStore m_candidates;
    std::vector<std::size_t> m_images;  ///< [m_candidates] indices into Dataset::images
    std::int64_t m_unreadable = 0;
    std::vector<Sentence> m_problems;
};

/// Why images cannot be decoded that could not be before; nothing if one can be by now.
std::optional<std::vector<Sentence>> KeptPass::problemsOf(const std::vector<bool>& is_readable) const {
    std::vector<Sentence> problems;
    for (std::size_t i = 0; i < is_readable.size(); ++i) {
        if (is_readable[i]) {
            continue;
        }
        try {
            const ImageRow record = m_dataset.images[m_judged.images[i]];
            (void)decodeImage(record.image_file, 0, record.orientation);
            return std::nullopt;
        } catch (const Error& e) {
            problems.push_back(inOneLine(e.parts()));
        }
    }
    return problems;
}

bool KeptPass::read(const std::stop_token& stop, const ProgressFn& progress,
                    const std::function<void(const Sentence&)>& on_problem) {
    std::error_code unreadable;  // reading says why
    if (!fs::exists(m_file, unreadable) && !unreadable) {
        return false;
    }
    try {
        auto kept =
            readCandidateFile(m_file, m_head, m_judged.images.size(), m_cache.memory_bytes, stop, progress);
        const auto problems = kept ? problemsOf(kept->is_readable) : std::nullopt;
        if (!problems) {
            return false;
        }
        for (const Sentence& problem : *problems) {
            if (on_problem) {
                on_problem(problem);
            }
        }
        for (std::size_t i = 0; i < kept->is_readable.size(); ++i) {
            if (kept->is_readable[i]) {
                m_images.push_back(m_judged.images[i]);
            } else {
                ++m_unreadable;
            }
        }
        m_candidates = std::move(kept->candidates);
    } catch (const Error& e) {
        m_problems.push_back(inOneLine(e.parts()));
        return false;
    }
    markUsed(m_file);
    return true;
}

bool KeptPass::detect(const std::stop_token& stop, const ProgressFn& progress,
                      const std::function<void(const Sentence&)>& on_problem) {
    CandidateRecording recording(m_file, m_head, m_cache.memory_bytes);
    const bool complete =
        detectImages(m_detector, m_dataset, m_judged.images, m_options, stop, progress, on_problem,
                     [&](std::size_t position, const std::optional<Candidates>& candidates) {
                         if (candidates) {
                             recording.add(*candidates);
                             m_images.push_back(m_judged.images[position]);
                         } else {
                             recording.addUnreadable();
                             ++m_unreadable;
                         }
                     });
    if (!complete) {
        return false;
    }
    // Not if an image changed meanwhile.
    if (candidatesKey(m_detector, m_dataset, m_judged.images, m_options) == m_head.key) {
        recording.keep();
        trimCache(m_cache.folder, kExtension, m_cache.max_bytes, m_file);
    }
    if (!recording.problem().empty()) {
        note(recording.problem());
    }
    m_candidates = recording.candidates();
    return true;
}

bool KeptPass::isIdentity() const {
    const std::vector<std::int32_t>& label_of = m_judged.mapping.label_of;
    for (std::size_t own = 0; own < label_of.size(); ++own) {
        if (label_of[own] != static_cast<std::int32_t>(own)) {
            return false;
        }
    }
    return true;
}

void KeptPass::relabel() {
    const CandidateStore own = std::exchange(m_candidates, {});
    const auto labelled = [&](std::size_t image) {
        return relabelled(own.candidatesOf(image), m_judged.mapping);
    };
    if (own.bytesOnDisk() == 0) {
        for (std::size_t i = 0; i < own.imageCount(); ++i) {
            m_candidates.add(labelled(i));
        }
        return;
    }
    // In a file without a name, which is gone with the candidates.
    CandidateRecording recording(m_file, m_head, m_cache.memory_bytes);
    for (std::size_t i = 0; i < own.imageCount(); ++i) {
        recording.add(labelled(i));
    }
    if (!recording.problem().empty()) {
        m_problems.push_back(recording.problem());
    }
    m_candidates = recording.candidates();
}

void KeptPass::narrow(JudgedImages part) {
    std::unordered_map<std::size_t, std::size_t> places;
    for (std::size_t i = 0; i < m_images.size(); ++i) {
        places.emplace(m_images[i], i);
    }
    const CandidateStore all = std::exchange(m_candidates, {});
    // In a file without a name, which is gone with the candidates.
    CandidateRecording recording(m_file, m_head, m_cache.memory_bytes);
    m_images.clear();
    m_unreadable = 0;
    for (const std::size_t image : part.images) {
        if (const auto found = places.find(image); found != places.end()) {
            recording.add(all.candidatesOf(found->second));
            m_images.push_back(image);
        } else {
            ++m_unreadable;
        }
    }
    if (!recording.problem().empty()) {
        m_problems.push_back(recording.problem());
    }
    m_candidates = recording.candidates();
    m_judged = std::move(part);
}

void KeptPass::finish(KeptSplit& result) {
    if (!isIdentity()) {
        relabel();
    }
    result.detections.mapping = std::move(m_judged.mapping);
    result.detections.images = std::move(m_images);
    result.detections.candidates = std::move(m_candidates);
    result.detections.absent = m_judged.absent;
    result.detections.unreadable = m_unreadable;
    result.problems = std::move(m_problems);
}

}  // namespace

CandidateCache userCandidateCache() {
    const fs::path folder = userFolder("XDG_CACHE_HOME", ".cache");
    return {.folder = folder.empty() ? fs::path() : folder / "priorscope" / "candidates"};
}

std::string candidatesKey(const Detector& detector, const Dataset& dataset,
                          const std::vector<std::size_t>& images, const CandidateOptions& options) {
    const std::string weights = detector.runner()->fingerprint();
    if (weights.empty()) {
        return {};
    }
    Fingerprint key;
    key.add(weights);
    key.add(toJson(detector.spec()).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    key.add(std::to_string(std::bit_cast<std::uint32_t>(options.floor)));
    key.add(std::to_string(options.per_class));
    for (const std::size_t image : images) {
        addImage(key, dataset.images.at(image));
    }
    return key.hex();
}

std::optional<KeptSplit> keptSplit(const Detector& detector, const Dataset& dataset,
                                   const ImageSelection& selection, const CandidateCache& cache,
                                   std::stop_token stop, const ProgressFn& progress,
                                   const std::function<void(const Sentence&)>& on_problem,
                                   const std::optional<Postprocessing>& postprocessing) {
    JudgedImages judged = judgedImages(detector, dataset, selection);
    const Postprocessing used = postprocessing.value_or(detector.spec().postprocessing);
    const CandidateOptions options = used.candidateOptions();
    std::string key =
        cache.folder.empty() ? std::string() : candidatesKey(detector, dataset, judged.images, options);
    if (key.empty()) {
        auto found = detectSplit(detector, dataset, selection, std::move(stop), progress, on_problem, used);
        return found ? std::optional(KeptSplit{.detections = std::move(*found)}) : std::nullopt;
    }
    KeptSplit result{
        .detections = {
            .selection = selection, .mapping = {}, .postprocessing = used, .images = {}, .candidates = {}}};
    KeptPass pass(detector, dataset, cache, std::move(judged), options, std::move(key));
    result.was_kept = pass.read(stop, progress, on_problem);
    if (!result.was_kept && (stop.stop_requested() || !pass.detect(stop, progress, on_problem))) {
        return std::nullopt;
    }
    pass.finish(result);
    return result;
}

std::optional<KeptSplit> keptPart(const Detector& detector, const Dataset& dataset,
                                  const ImageSelection& selection, const ImageSelection& whole,
                                  const CandidateCache& cache, std::stop_token stop,
                                  const ProgressFn& progress,
                                  const std::function<void(const Sentence&)>& on_problem,
                                  const std::optional<Postprocessing>& postprocessing) {
    JudgedImages part = judgedImages(detector, dataset, selection);
    JudgedImages of_whole = judgedImages(detector, dataset, whole);
    const Postprocessing used = postprocessing.value_or(detector.spec().postprocessing);
    const CandidateOptions options = used.candidateOptions();
    std::string key =
        cache.folder.empty() ? std::string() : candidatesKey(detector, dataset, of_whole.images, options);
    if (!key.empty()) {
        KeptSplit result{.detections = {.selection = selection,
                                        .mapping = {},
                                        .postprocessing = used,
                                        .images = {},
                                        .candidates = {}}};
        KeptPass pass(detector, dataset, cache, std::move(of_whole), options, std::move(key));
        // What cannot be read may be elsewhere.
        std::vector<Sentence> problems;
        result.was_kept = pass.read(stop, progress, [&](const Sentence& each) { problems.push_back(each); });
        if (result.was_kept) {
            pass.narrow(std::move(part));
            pass.finish(result);
            for (const Sentence& problem : problems) {
                if (result.detections.unreadable > 0 && on_problem) {
                    on_problem(problem);
                }
            }
            return result;
        }
    }
    return keptSplit(detector, dataset, selection, cache, std::move(stop), progress, on_problem,
                     postprocessing);
}

}  // namespace priorscope
