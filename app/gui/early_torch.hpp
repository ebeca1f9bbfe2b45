// Loads what runs networks before anybody waits for it.
#pragma once

#include <QTimer>

#include "app/gui/main_window.hpp"

namespace priorscope {

/// Loads torch in the background as soon as the window has shown its dataset: until then the disk and the
/// cores belong to the thumbnails. A failure goes to the log; who needs a network later meets it as an error.
class EarlyTorch {
  public:
    /// @param window  lives longer
    explicit EarlyTorch(MainWindow& window);

  private:
    void loadWhenSettled();

    MainWindow& m_window;
    int m_looks = 0;
    QTimer m_timer;
    JobRunner m_runner;
};

}  // namespace priorscope
