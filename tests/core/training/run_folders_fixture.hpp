// Folders that look like runs, and a process that holds one.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>
#include <array>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/training/run/management/run_trash.hpp"
#include "core/training/run/run_lock.hpp"

namespace priorscope {

/// Another process that holds a run's lock while this object lives.
class OtherHolder {
  public:
    explicit OtherHolder(const std::filesystem::path& run) {
        std::array<int, 2> ready{};
        std::array<int, 2> end{};
        if (::pipe(ready.data()) != 0 || ::pipe(end.data()) != 0) {
            qFatal("no pipe");
        }
        m_child = ::fork();
        if (m_child == 0) {
            ::close(end[1]);
            {
                const RunLock lock(run);
                char byte = 1;
                (void)!::write(ready[1], &byte, 1);
                (void)!::read(end[0], &byte, 1);  // until the parent closes it
            }
            ::_exit(0);
        }
        ::close(end[0]);
        ::close(ready[1]);
        m_end = end[1];
        char byte = 0;
        (void)!::read(ready[0], &byte, 1);
        ::close(ready[0]);
    }
    ~OtherHolder() {
        ::close(m_end);
        ::waitpid(m_child, nullptr, 0);
    }
    OtherHolder(const OtherHolder&) = delete;
    OtherHolder& operator=(const OtherHolder&) = delete;
    std::string process() const { return "process " + std::to_string(m_child); }

  private:
    pid_t m_child = 0;
    int m_end = -1;
};

class RunFoldersFixture {
  protected:
    void openFolder() {
        m_folder = std::make_unique<QTemporaryDir>();
        make("run-001");
    }
    void closeFolder() { m_folder.reset(); }
    std::filesystem::path runs() const { return m_folder->path().toStdString(); }
    void write(const std::filesystem::path& file, std::size_t bytes = 10) const {
        std::filesystem::create_directories((runs() / file).parent_path());
        std::ofstream(runs() / file) << std::string(bytes, 'x');
    }
    /// A folder that findRuns takes for a run.
    std::filesystem::path make(const std::string& name) const {
        write(name + "/run.json");
        write(name + "/metrics.csv");
        write(name + "/checkpoints/last.pt", 5000);
        write(name + "/checkpoints/best.pt", 5000);
        write(name + "/checkpoints/best.pt.operating-point.json");
        write(name + "/checkpoints/epoch-0001.pt", 5000);
        write(name + "/checkpoints/epoch-0002.pt", 5000);
        write(name + "/evaluations/step-000000010.json");
        write(name + "/events.out.tfevents.1.priorscope");
        return runs() / name;
    }
    /// Every file below the folder of the runs, by relative path.
    std::set<std::string> files() const {
        std::set<std::string> all;
        for (const auto& it : std::filesystem::recursive_directory_iterator(runs())) {
            if (!it.is_directory()) {
                all.insert(it.path().lexically_relative(runs()).string());
            }
        }
        return all;
    }
    std::vector<std::filesystem::path> entries() const {
        std::vector<std::filesystem::path> folders;
        for (const TrashEntry& entry : trashContents(runs())) {
            folders.push_back(entry.folder);
        }
        return folders;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

}  // namespace priorscope
