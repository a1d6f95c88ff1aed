#!/bin/sh
# What uname prints. uname(2) tells every namespace the release of the machine's own kernel.
wanted=
for option; do
  case $option in
    --all) wanted=${wanted}a ;;
    --kernel-name) wanted=${wanted}s ;;
    --nodename) wanted=${wanted}n ;;
    --kernel-release) wanted=${wanted}r ;;
    --kernel-version) wanted=${wanted}v ;;
    --machine) wanted=${wanted}m ;;
    --operating-system) wanted=${wanted}o ;;
    -*) wanted=$wanted${option#-} ;;
  esac
done
case ${wanted:=s} in *a*) wanted=snrvmo ;; esac

line=
for letter in s n r v m o; do
  case $wanted in *$letter*) ;; *) continue ;; esac
  case $letter in
    s) word=Linux ;;
    n) read -r word </proc/sys/kernel/hostname ;;
    r) read -r word </proc/sys/kernel/osrelease ;;
    v) read -r word </proc/version && word="#${word#*#}" ;;
    m) word=$(arch) ;;
    o) word=GNU/Linux ;;
  esac
  line="$line $word"
done
echo "${line# }"
